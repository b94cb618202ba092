# Kun ihminen on parempi: miksi, mihin mennessä, kuka vastaa, mitä hänelle kerrotaan.

promise-today = tänään klo { $time } mennessä
promise-tomorrow = huomenna klo { $time } mennessä
promise-day = { $day } klo { $time } mennessä

human-button = Puhu ihmiselle
human-cancel = En tarvitsekaan
human-waiting = Ihminen vastaa { $promise }. Tunnuksesi on { $number }.
human-held = { $name } vastaa nyt. Kone on hiljaa.
human-held-unnamed = Ihminen vastaa nyt. Kone on hiljaa.
human-offer-when = Jos kutsut hänet nyt, hän vastaa { $promise }.
human-offer-grief = Voit puhua ihmisen kanssa, kun haluat.
human-offer-hard = Tässä tilanteessa ihminen voi auttaa.
human-offer-minor = Voit kutsua avuksi aikuisen ihmisen.
human-offer-acting = Ihminen voi katsoa valtuuden kanssasi.
human-offer-not-understood = En ole ymmärtänyt sinua. Ihminen voi auttaa.
human-offer-stuck = Yksi asia ei ole edennyt. Ihminen voi selvittää sen.
human-back = Kone jatkaa.
human-back-question = Kysyin viimeksi tätä.
human-back-card = Lupakortti odottaa sinua. Kiirettä ei ole.
human-back-open = Voit kirjoittaa tähän, kun sinulle sopii.

handover-reason-asked = Toive puhua ihmisen kanssa.
handover-reason-danger = Joku voi olla vaarassa.
handover-reason-danger-self-harm = Huoli omasta hengestä.
handover-reason-danger-violence = Väkivaltaa tai sen uhkaa.
handover-reason-danger-abuse = Huoli lapsesta tai läheisen vallankäytöstä.
handover-reason-danger-scam = Huijaus voi olla menossa juuri nyt.
handover-reason-danger-medical = Henki tai terveys voi olla vaarassa juuri nyt.
handover-reason-grief = Kuolema tai muu menetys.
handover-reason-hard = Tilanne, jossa ihminen auttaa parhaiten.
handover-reason-minor = Nuori asioi yksin.
handover-reason-acting = Asioidaan toisen puolesta. Valtuus pitää katsoa.
handover-reason-not-understood = Kone ei ymmärtänyt viestejä.
handover-reason-stuck = Yksi asia ei ole edennyt.
handover-reason-complaint = Asiaa ei hoidettu niin kuin toivottiin.
handover-reason-branch = Asiointi palvelupisteessä.

queue-no-event = Asia ei ole vielä selvillä

brief-title = Asia { $number }
brief-title-event = Asia { $number }: { $event }
brief-step = { $who } – { $name }: { $word }.
brief-own = Itse tehtävä: { $name }, { $deadline }.
brief-more = { $n ->
        [one] Lisäksi yksi kohta suunnitelmassa.
       *[other] Lisäksi { $n } kohtaa suunnitelmassa.
    }
brief-nothing = Kenellekään ei ole vielä kerrottu mitään.
brief-closed = Turvakielto: näitä ei näytetä kenellekään: { $facts }.
brief-unsure = Kone ei ole varma, mitä on tapahtunut.
brief-unconfirmed = Ymmärrystä ei ole vielä vahvistettu.
brief-acting = Asioidaan toisen puolesta.
brief-minor = Asioija on alaikäinen.

note-event-queued = Kutsuimme ihmisen. Hän vastaa { $promise }.
note-event-queued-again = Odotat taas ihmistä. Hän vastaa { $promise }.
note-event-until-then = Kone vastaa siihen asti.
note-event-taken = { $name } vastaa nyt. Kone on hiljaa.
note-event-joined = { $name } palvelee sinua palvelupisteessä. Kone on hiljaa.
note-event-handed-back = Kone vastaa taas.
note-event-left = Et enää odota ihmistä. Kone vastaa.
note-event-promise-moved = Lupasimme vastata { $was }. Emme ehtineet. Uusi aika: { $promise }.
note-event-promise-moved-danger = Lupasimme vastata { $was }. Emme ehtineet. Uusi aika: { $promise }. Jos hätä on nyt, soita 112.
note-event-looked-in = { $name } katsoi keskusteluasi, vaikka asia ei ollut hänellä. Syy: { $reason } ”{ $text }”
note-kept = { $name } kirjasi { $when }: ”{ $text }”

entry-look-desk = { $who } luki keskustelun ja tiedot: { $facts }. Asia oli silloin hänellä.
entry-look-conversation = { $who } luki keskustelun. Asia oli silloin hänellä.
entry-look-refused = Estettiin: { $who } ei saanut nähdä tietojasi.
entry-glass-desk = { $who } luki keskustelun ja tiedot: { $facts }. Asia ei ollut hänellä. Syy: { $reason } ”{ $text }”
entry-glass-conversation = { $who } luki keskustelun. Asia ei ollut hänellä. Syy: { $reason } ”{ $text }”
entry-break-glass = { $who } luki tietoja, vaikka asia ei ollut hänellä.
entry-authority = Viranomaiselle annettiin ote siitä, mitä palvelu tekee.
glass-reason-danger = Joku voi olla vaarassa.
glass-reason-absent = Asian hoitajaa ei tavoitettu, eikä asia voinut odottaa.
glass-reason-complaint = Valitusta selvitetään.
glass-reason-fault = Vikaa selvitetään.
glass-reason-authority = Viranomainen pyysi lain nojalla.

purpose-authority = vienti viranomaiselle
purpose-break-glass = katsominen poikkeuksellisesta syystä
purpose-handover = palvelu ihmisen kanssa
fact-conversation = keskustelu
    .name = Keskustelu
