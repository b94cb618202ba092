# Kaikki, mitä luukku, sivut, pääte ja rajapinta sanovat suomeksi. Tapahtumien omat sanat ovat pakkauksissaan.

# --- vastaukset --------------------------------------------------------------------------------------------------
reply-noted = Selvä: { $values }.
reply-corrected = Kiitos, korjasin. { $label }: { $value }.
reply-refused = Selvä, sitä ei tarvitse kertoa.
reply-unknown = Ei haittaa, jatketaan ilman sitä.
reply-thanks = Ole hyvä.
reply-card = Tässä on, mitä voin hoitaa puolestasi. Mitään ei lähde ilman lupaasi.
reply-card-waits = Lupakortti odottaa sinua. Valitse rivi kerrallaan.
reply-plan = Suunnitelma on valmis. Nyt sinun ei tarvitse tehdä muuta.
reply-plan-own = Suunnitelma on valmis. Siinä on { $n ->
        [one] yksi asia, jonka hoidat itse
       *[other] { $n } asiaa, jotka hoidat itse
    }.
reply-plan-none = Tässä asiassa en tarvitse sinulta enempää.
reply-noted-open = Kiitos, muistan sen. Mitä on tapahtunut?
reply-not-understood = En vielä ymmärtänyt, mitä on tapahtunut. Kertoisitko omin sanoin? Esimerkiksi: { $examples }
reply-not-understood-yet = Autan esimerkiksi näissä: { $events }.
reply-not-answered = En ymmärtänyt vastausta. Voit kertoa toisin sanoin tai valita napeista.
reply-declined = Kiitos, ymmärsin siis väärin. Kertoisitko omin sanoin, mitä on tapahtunut?
reply-question = En löytänyt tähän hyvää vastausta, enkä arvaa. Jos mietit, miksi kysyn tai ehdotan jotain, avaa kohta ”Miksi”.
reply-why-card = Tiedot ovat sinun, siksi kysyn luvan. Jokaisella rivillä näkyy, kenelle tieto menee ja mitä hyötyä siitä on.
reply-next-card = Nyt sinä päätät, mitä hoidan puolestasi. Mitään ei lähde ilman lupaasi, eikä sinun tarvitse päättää kaikkea kerralla.
reply-next-question = Kysyn vielä tämän, jotta osaan näyttää vain ne asiat, jotka koskevat sinua. Mitään ei lähde ilman lupaasi.
reply-next-plan = Suunnitelmassa näkyy, mitä odotetaan, keneltä ja mihin mennessä. Sinun ei tarvitse muistaa sitä ulkoa.
reply-no-credit = Täältä ei saa lainaa, eikä sinulle tarjota sitä tässä tilanteessa.
reply-danger-waits = Viestisi on tallessa, ja ihminen näkee sen, kun hän vastaa. Jos tilanne pahenee, älä odota häntä vaan soita.
reply-question-no-case = Olen kone, enkä löytänyt tähän hyvää vastausta. Kerro, mitä on tapahtunut, niin kokoan suunnitelman. En kerro kenellekään mitään ilman lupaasi.
reply-sorry = Otan osaa.
reply-sorry-ended = Lopetin kaiken, mitä olimme aloittaneet. Mitään ei enää lähde kenellekään, eikä muistutuksia tule.
reply-sorry-nothing = Sinun ei tarvitse tehdä nyt mitään. En osaa itse auttaa tässä.
reply-asked-by = { $who } kysyy vielä yhtä asiaa.
reply-person = Ymmärrän, haluat puhua ihmisen kanssa.
reply-language = Jatketaan suomeksi.
reply-allowed = Kiitos. Lähetän tiedot: { $names }.
reply-sent = Lähetän pyyntösi: { $names }.
reply-denied = Selvä, en lähetä: { $names }. Voit muuttaa mieltäsi suunnitelmassa.
reply-taken-back = Peruttu: { $name }. Tietojasi ei enää käytetä tähän.
reply-take-back-which = Minkä luvan perut?
reply-take-back-none = Sinulla ei ole nyt voimassa lupia, jotka voisi perua.
reply-partly = Vastaa vielä napeista rivi kerrallaan, niin mitään ei lähde vahingossa.
reply-beside = Luin viestisi, mutta en osaa käyttää sitä tässä. Lupakortti odottaa: valitse rivi kerrallaan.
reply-nothing-left = Mitään ei lähetetty.
reply-sign-in = Tunnistaudu vielä. Vasta sitten voin lähettää pyyntösi: { $names }.
reply-signed-in = Kiitos, tunnistautuminen onnistui.
reply-signed-in-sent = Kiitos, tunnistautuminen onnistui. Lähetän pyyntösi: { $names }.

note-removed-nul = Viestistä poistettiin merkki, jota ei voi lukea.
note-removed-bidi = Viestistä poistettiin merkkejä, jotka kääntävät tekstin suunnan.
note-removed-invisible = Viestistä poistettiin näkymättömiä merkkejä.
note-removed-control = Viestistä poistettiin ohjausmerkkejä.
note-degraded = Luin viestin tällä kertaa yksinkertaisemmin. Siksi saatan kysyä enemmän.
note-event-card = Lupakortti valmistui.
note-event-signed-in = Tunnistauduit.
note-event-resumed = Jatkoit toisella laitteella.
note-event-language = Kieli vaihtui.
note-event-person = Halusit puhua ihmiselle.
note-event-step = { $name }: { $word }. { $line }
note-event-reminder = Muistutus: { $name }, { $deadline }.
note-event-card-answered = Vastasit lupakorttiin.

person-phone = Ihmisen tavoitat näin: { $name }, puhelin { $phone }. Avoinna { $hours }.
person-phone-only = Ihmisen tavoitat näin: { $name }, puhelin { $phone }.
person-none = Palvelulla { $name } ei valitettavasti ole puhelinnumeroa. Jos tarvitset apua heti, soita 112.

# --- kysymykset --------------------------------------------------------------------------------------------------
option-yes = Kyllä
option-no = Ei
option-dont-know = En tiedä
option-wont-say = En halua sanoa
question-consent = Mitä haluat tehdä?
question-consent-why = Mitään ei kerrota kenellekään ennen kuin olet vastannut.

# --- ymmärretty --------------------------------------------------------------------------------------------------
understood-title = Ymmärsin näin
understood-title-ask = Ymmärsinkö oikein?
understood-event = Mitä
value-yes = kyllä
value-no = ei
value-approx = noin { $value }
value-refused = ei kerrottu
value-unknown = ei tiedossa

# --- kortti ------------------------------------------------------------------------------------------------------
card-title = Mitä saan hoitaa?
card-lead = Vastaa kuhunkin erikseen. Mitään ei ole valittu valmiiksi.
card-lead-answered = Olet vastannut tähän korttiin.
card-price = Kerrot enintään { $facts ->
        [one] yhden tiedon
        [2] kaksi tietoa
        [3] kolme tietoa
        [4] neljä tietoa
        [5] viisi tietoa
        [6] kuusi tietoa
        [7] seitsemän tietoa
        [8] kahdeksan tietoa
        [9] yhdeksän tietoa
       *[other] { $facts } tietoa
    } { $receivers ->
        [one] yhdelle saajalle
        [2] kahdelle saajalle
        [3] kolmelle saajalle
        [4] neljälle saajalle
        [5] viidelle saajalle
        [6] kuudelle saajalle
        [7] seitsemälle saajalle
        [8] kahdeksalle saajalle
        [9] yhdeksälle saajalle
       *[other] { $receivers } saajalle
    }. Rahaa tämä ei maksa.
card-price-none = Emme kerro kenellekään mitään.
card-keeps = { $facts ->
        [one] Tieto odottaa
       *[other] Tiedot odottavat
    } saajaa sinetöidyssä kuoressa. Kuori tuhotaan, kun asia on valmis, viimeistään { $date }.
card-part-allow = Annat luvan
card-part-request = Pyydät
card-part-law = Tapahtuu lain nojalla
card-part-own = Teet itse
card-allow = Salli
card-allow-rest = Salli loput { $n }
card-not-now = En nyt
card-send = Lähetä pyyntö
card-what-if-asked = { $name } (vain jos saaja kysyy)
card-what-nothing = Luukku ei kerro mitään
card-why = { $purpose }
card-how-long = Päättyy, kun asia on valmis, viimeistään { $date }.
card-how-long-law = Säilytysajasta määrää laki.
card-why-basis = Kerroit: { $facts }.
card-why-rule = Ohjeisto ”{ $event }”, versio { $version }. Siitä vastaa { $owner }.
card-why-interest = Palvelut on valittu sinun etusi mukaan. Kukaan ei maksa niistä meille.
card-why-otherwise = Voit jättää kaiken tekemättä tai hoitaa asiat itse. Se ei vaikuta siihen, miten sinua palvellaan.

row-state-open = Odottaa sinua
row-state-allowed = Annoit luvan
row-state-denied = Ei nyt
row-state-sent = Pyyntö lähetetty
row-state-waiting = Odottaa tunnistautumista
row-state-withdrawn = Peruit
row-state-info = Tiedoksi
effect-asks = Tämä on pyyntö. Organisaatio päättää asiasta.
effect-does = Tämän voi perua.
effect-binds = Tämä sitoo sinua. Hyväksyt sen erikseen.
effect-allow = Saaja käyttää tietoja vain tähän asiaan. Voit perua luvan.
effect-law = Tähän ei tarvita lupaasi.

why-basis-service = Tilanteesi: { $event }. Tiedot: { $facts }. Lähde: { $sources }
why-basis-question = Kysyn, koska vastaus vaikuttaa suunnitelmaan. { $why }
why-basis-law = Tietojen käytön peruste: { $basis }.
why-rule = Ohjeisto ”{ $event }”, versio { $version }. Siitä vastaa { $owner }.
why-interest-customer = Sinun etusi. Kukaan ei maksa tästä meille.
why-interest-provider = Palvelun tarjoajan etu.
why-interest-third-party = Muun tahon etu.
why-interest-law = Laki määrää tästä. Kukaan ei ansaitse tällä rahaa.
why-otherwise-service = Voit myös olla tekemättä mitään. { $without }
why-otherwise-question = Voit vastata ”en tiedä” tai jättää kertomatta. Jatkamme silti.
why-source = { $address } (luettu { $date })
why-none = ei mitään

# --- askelten tilat ----------------------------------------------------------------------------------------------
state-offered = Ei kerrottu
state-denied = Ei kerrottu
state-needs-sign-in = Odottaa sinua
state-sending = Ei kerrottu
state-told = Kerrottu
state-acknowledged = Vastaanotettu
state-asks = Odottaa sinua
state-done = Tehty
state-refused = Ei otettu vastaan
state-unreadable = Lähetetty
state-unreached = Ei kerrottu
state-unreached-perhaps = Ei varmaa
state-own = Teet itse
state-by-law = Tapahtuu itsestään
state-ended = Päättyi

line-offered = Odottaa vastaustasi lupakorttiin.
line-denied = Sanoit: ei nyt. Mitään ei kerrottu.
line-needs-sign-in = Tunnistaudu, niin pyyntö voi lähteä.
line-sending = Lähdössä.
line-told = { $who } sai tiedon { $when }. Vastausta ei vielä ole.
line-acknowledged = { $who } otti asian käsittelyyn { $when }.
line-asks = { $who } kysyy: { $names }.
line-asks-permitted = { $who } kysyi: { $names }. Lupasi kattaa sen, vastaus on lähdössä.
line-done = Valmis { $when }.
line-done-own = Teit tämän { $when }.
line-refused = { $reason }
line-outdated = Saaja sai aiemman tiedon: { $facts }. Voit perua ja pyytää uudelleen.
line-unreadable = Tiedot lähtivät, mutta vastausta ei voi lukea. Kysy asiasta suoraan: { $who }.
line-unreached = { $who } ei vastaa juuri nyt. Yritämme uudelleen, kunnes lupa päättyy { $until }.
line-unreached-perhaps = { $who } ei ehtinyt vastata. Emme tiedä, menivätkö tiedot perille. Yritämme uudelleen, kunnes lupa päättyy { $until }.
line-unreached-plain = { $who } ei vastaa juuri nyt. Yritämme uudelleen.
line-own = { $do }
line-by-law = { $benefit }
line-by-law-told = { $benefit } Ilmoittaja: { $teller }.
line-ended = Lupa päättyi { $when }. Mitään ei enää kerrota.

reason-assurance-too-low = Saaja tarvitsee vahvan tunnistautumisen.
reason-not-ours = Saajan mukaan asia ei kuulu sille.
reason-already-done = Asia oli jo hoidettu.
reason-not-entitled = Saaja ei myöntänyt tätä. Päätöksessä kerrotaan, miten haet muutosta.
reason-cannot-read = Saaja ei osannut lukea viestiä. Mitään ei tallennettu sinne.
reason-closed = Saaja on jo sulkenut asian.
reason-none = Saaja ei ottanut asiaa vastaan.

# --- suunnitelma -------------------------------------------------------------------------------------------------
plan-title = { $event }
plan-summary = { $waits ->
        [0] Mikään ei odota sinua juuri nyt.
        [one] Yksi asia odottaa sinua.
       *[other] { $waits } asiaa odottaa sinua.
    }
plan-who-you = Sinä
plan-deadline = viimeistään { $date }
plan-deadline-passed = määräaika oli { $date }
plan-no-hurry = Ei ole kiire.
plan-days = { $n ->
        [0] tänään
        [one] yksi päivä
       *[other] { $n } päivää
    }
plan-days-late = { $n ->
        [one] päivä yli
       *[other] { $n } päivää yli
    }
plan-remind = Muistutus tulee tänne { $date }.
plan-sign-in = Tunnistaudu kerran, niin nämä voivat lähteä: { $names }. Saaja haluaa tietää, kuka pyytää.
plan-moment-done = { $name }: { $word }
plan-moment-deadline = { $name }: määräaika
plan-moment-remind = { $name }: muistutus
plan-moment-now = Tänään

# --- mitä tiedetään ----------------------------------------------------------------------------------------------
known-said = Sanoit { $date }: ”{ $words }”
known-said-button = Vastasit { $date }
known-verified = Tieto on tarkistettu { $date }
known-used = { $who }, { $date }: { $purpose }
known-good-case = Niin kauan kuin asia on kesken.
known-good-until = Kysymme uudelleen { $date } jälkeen, jos tietoa tarvitaan.
known-mode-kept = Tiedot ovat sinetöityinä tässä palvelussa. Ne avataan vain luvallasi, ja jokainen avaus näkyy alla.
known-mode-kept-until-closed = Tiedot ovat sinetöityinä tässä palvelussa, kunnes asia on suljettu, ja 14 päivää sen jälkeen. Jos et palaa puoleen vuoteen eikä mikään ole kesken, asia suljetaan puolestasi.
known-log-state = { $n ->
        [0] Lokissa ei ole merkintöjä.
        [one] Lokissa on yksi merkintä.
       *[other] Lokissa on { $n } merkintää.
    }
known-log-checked = Tarkistettu: ehjä.
known-log-broken = Tarkistus ei onnistunut. Kerro siitä palvelun ylläpitäjälle.

entry-who-counter = Luukku
entry-serve = Luukku luki tiedot vastatakseen sinulle: { $facts }.
entry-share = Tiedot lähtivät luvallasi: { $facts }. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-share-open = Lupa lähettää tiedot: { $facts }. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-done = Tiedot menivät perille. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-not-carried-out = { $who } ei vahvistanut saaneensa tietoja, eikä niitä lähetetä enää.
entry-refused = Estettiin, koska lupaa ei ollut. { $who } ei saanut tietoja: { $facts }.
entry-consent-given = Annoit luvan. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-consent-denied = Et antanut lupaa. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-consent-requested = Lähetit pyynnön. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-consent-withdrawn = Peruit luvan. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-consent-narrowed = Turvakiellon takia lupa ei enää koske sitä, missä asut. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-consent-left-out = Rajasit lupaa. Saaja: { $who }. Tarkoitus: { $purpose }. Lupa koskee enää näitä: { $facts }.
entry-consent-signed-in = Tunnistauduit, ja pyyntö voi lähteä. Saaja: { $who }. Tarkoitus: { $purpose }.
entry-look = { $who } katsoi tietoja: { $facts }. Tarkoitus: { $purpose }.
entry-result-allowed = sallittu
entry-result-refused = estetty
entry-result-done = tehty
entry-result-not-carried-out = ei tehty
purpose-serve = vastaaminen sinulle

# --- organisaatiot -----------------------------------------------------------------------------------------------
org-dvv = Digi- ja väestötietovirasto
org-kela = Kela
org-municipality = Kotikunta
org-wellbeing-county = Hyvinvointialue
org-employer = Työnantaja
org-hospital = Sairaala
org-tax = Verohallinto
org-bank = Pankki
org-insurer = Vakuutusyhtiö
org-operator = Operaattori
org-landlord = Vuokranantaja
org-court = Käräjäoikeus
org-enforcement = Ulosottolaitos
org-police = Poliisi
org-collection = Perintätoimisto
org-school = Koulu
org-daycare = Päiväkoti
org-electricity = Sähköyhtiö
org-church = Seurakunta
org-unemployment-fund = Työttömyyskassa

# --- virheet: mitä tapahtui, mitä tekstille tapahtui, mitä nyt ------------------------------------------------------
error-failed = Palvelussa on vika. Mitään uutta ei kerrottu kenellekään. Yritä hetken päästä uudelleen.
error-bad-input = Tätä ei voitu ottaa vastaan. Mitään ei tallennettu. Tarkista viesti ja yritä uudelleen.
error-empty = Viestissä ei ollut luettavaa tekstiä. Mitään ei tallennettu. Kirjoita, mitä on tapahtunut.
error-bad-file = Tiedostoa ei voitu ottaa vastaan. Mitään ei tuotu. Tarkista, että tiedosto on Luukusta otettu eikä sitä ole muutettu.
error-too-long = Viesti on liian pitkä. Sitä ei tallennettu. Lyhennä viestiä tai lähetä se osissa.
error-not-text = Viestiä ei voitu lukea tekstinä. Sitä ei tallennettu. Kirjoita se uudelleen.
error-malformed = Pyyntö oli väärän muotoinen. Mitään ei tallennettu. Lataa sivu uudelleen.
error-bad-data = Tiedostosta ei voi oppia sellaisenaan. Mitään ei kirjoitettu. Korjaa rivi ja yritä uudelleen.
error-not-found = Tätä ei löydy, tai se on päättynyt. Mitään ei muutettu. Aloita etusivulta.
error-clash = Tällä tunnuksella on jo lähetetty toinen viesti. Uutta ei tallennettu. Lähetä se uudelleen.
error-out-of-date = Tämä on jo käytetty tai vanhentunut. Mitään ei muutettu. Pyydä uusi.
error-bad-presentation = Lompakosta näytettyä todistusta ei voitu hyväksyä. Siitä ei otettu talteen mitään. Näytä se uudelleen, tai kerro asia itse.
error-forbidden = Tätä ei saa tehdä. Mitään ei kerrottu kenellekään. Palaa keskusteluun.
error-refused = Lupa puuttuu tai on päättynyt. Mitään ei kerrottu kenellekään. Voit antaa uuden luvan.
error-locked = Tietoja ei voi nyt avata. Mitään ei kerrottu kenellekään. Yritä myöhemmin uudelleen.
error-key-away = Nämä tiedot aukeavat vain asiakkaan omalla laitteella. Mitään ei avattu eikä kadonnut. Ne odottavat, että hän avaa Luukun siellä.
error-foreign-form = Lomake ei tullut tältä sivulta. Mitään ei tallennettu. Lataa sivu uudelleen.
error-busy = Juuri nyt on ruuhkaa. Viestiä ei vielä otettu vastaan. Yritä hetken päästä uudelleen.
error-no-room = Palvelun levy on täynnä. Viestiä ei otettu vastaan. Yritä myöhemmin uudelleen.
error-not-masked = Tekstistä ei voitu peittää henkilötietoja. Siksi sitä ei viety eteenpäin. Mitään ei kadonnut.
error-waits = Viesti on tallessa. Siihen ei voitu vastata vielä. Vastaus tulee itsestään.
error-unreached = Toinen osapuoli ei vastaa juuri nyt. Mitään ei kadonnut. Yritä myöhemmin uudelleen.
error-bad-answer = Toinen osapuoli vastasi tavalla, jota ei voi lukea. Mitään ei muutettu. Yritä myöhemmin uudelleen.
error-bad-settings = Asetuksissa on virhe. Palvelu ei käynnistynyt. Korjaa asetus ja käynnistä uudelleen.
error-bad-pack = Pakkauksessa on virhe. Palvelu ei käynnistynyt. Korjaa tiedosto ja käynnistä uudelleen.
error-bad-model = Opittu malli ei kelpaa. Mitään ei muutettu. Opeta malli uudelleen.
error-not-installed = Tarvittava kirjasto puuttuu. Mitään ei muutettu. Asenna se ja yritä uudelleen.
error-taken = Portti tai kansio on toisen palvelimen käytössä. Mitään ei muutettu. Sulje se tai valitse toinen.
error-broken = Loki tai sinetti ei pidä. Mitään ei avattu. Kerro siitä palvelun ylläpitäjälle.

# --- sivut -------------------------------------------------------------------------------------------------------
page-brand = Luukku
page-skip = Siirry sisältöön
page-answers-machine = Vastaaja on kone
page-to-person = Puhu ihmiselle
page-nav = Asiasi
page-nav-talk = Keskustelu
page-nav-plan = Suunnitelma
page-nav-known = Tietoni
page-language = Kieli
page-title = { $page } – Luukku
page-title-error = Virhe: { $page } – Luukku
page-disclosure = Vastaaja on kone. Tietosi ovat sinetöityinä tässä palvelussa, kunnes asia on suljettu, ja 14 päivää sen jälkeen.
page-you = Sinä
page-machine = Kone
page-note = Tapahtuma

page-first-heading = Mitä on tapahtunut?
page-first-lead = Kerro omin sanoin. Yksi kerta riittää.
page-first-label = Kerro, mitä on tapahtunut
page-first-example = Esimerkiksi: ”Meille syntyi eilen tyttö.”
page-first-not-kept = Mitään ei tallenneta ennen kuin lähetät.
page-first-send = Kerro
page-first-pledges = Näin Luukku toimii
page-pledge-understood = Sanon ensin, mitä ymmärsin. Voit korjata.
page-pledge-permission = En kerro kenellekään mitään ilman lupaasi.
page-pledge-through = Seuraan asiaa loppuun asti ja kerron, missä mennään.
page-first-continue = Jatka keskustelua
page-first-resume = Jatka koodilla, jonka sait aiemmin

page-person-prefer = Haluatko mieluummin ihmisen?
page-person-heading = Puhu ihmiselle
page-person-lead = Puhelimessa vastaa ihminen.
page-person-call = Soita { $phone }
page-person-hours = Avoinna: { $hours }
page-person-none = Tällä palvelulla ei valitettavasti ole puhelinnumeroa.
page-person-limits = Ihminen ei näe tätä keskustelua. Luukku ei varaa soittoa puolestasi.

page-talk-heading = Keskustelu
page-talk-log = Viestit
page-message = Viesti
page-message-fix = Kerro oikea tieto: { $label }
page-placeholder = Kirjoita tähän
page-send = Lähetä
page-your-turn = Sinun vuorosi
page-understood = Ymmärsin näin
page-understood-ask = Ymmärsinkö oikein?
page-confirmed = Vahvistettu
page-said = Sanoit: ”{ $words }”
page-fix = Korjaa
page-fix-what = Korjaa: { $label }
page-fix-question = Muuta vastausta
page-why-ask = Miksi kysyn tätä?
page-why-card = Miksi juuri nämä?
page-why-answer = Miksi näin?
page-why-step = Miksi tämä?
page-why-basis = Mihin tämä perustuu
page-why-rule = Kenen sääntö
page-why-interest = Kenen etu
page-why-otherwise = Mitä muuta voit tehdä
page-terms = Ehdot: mitä, miksi, kauanko
page-term-what = Mitä
page-term-why = Miksi
page-term-long = Kauanko
page-term-benefit = Mitä saat
page-term-without = Jos et
page-term-redress = Näin perut tai valitat
page-term-object = Jos jokin on väärin
page-part-allow = Annat luvan
page-part-request = Pyydät
page-part-law = Tapahtuu lain nojalla
page-allow = Salli
page-deny = En nyt
page-allow-what = Salli: { $name }
page-deny-what = En nyt: { $name }
page-request-send = Lähetä pyyntö
page-request-what = Lähetä pyyntö: { $name }
page-sign-in = Tunnistaudu
page-see-plan = Katso suunnitelma

page-status-reading = Luen viestiäsi.
page-status-kept = Viestisi on tallessa. Luen sitä vielä.
page-status-answered = Kone vastasi.
page-status-event = Suunnitelmassa tapahtui jotain uutta.
page-status-sending-card = Tallennan vastauksesi.
page-new-message = Uusi viesti
page-not-sent = Ei vielä lähetetty
page-offline = Ei verkkoyhteyttä. Viestisi pysyy tässä ja lähtee, kun yhteys palaa.
page-online = Yhteys palasi.
page-try-again = Yritä uudelleen
page-left = { $n ->
        [one] yksi merkki jäljellä
       *[other] { $n } merkkiä jäljellä
    }
page-over = { $n ->
        [one] yksi merkki liikaa
       *[other] { $n } merkkiä liikaa
    }
page-again-soon = Luukulla on nyt ruuhkaa. Viestisi on tallessa tällä sivulla. Yritän kohta uudelleen.

page-plan-heading = Suunnitelma
page-plan-next = Seuraavaksi sinulle
page-plan-told = Kenelle on kerrottu
page-plan-own = Sinun tehtäväsi
page-plan-law = Tapahtuu lain nojalla
page-plan-line = Aikajana
page-plan-empty = Suunnitelmaa ei vielä ole. Kerro ensin, mitä on tapahtunut.
page-plan-now = tänään
page-plan-ahead = tulossa
page-step-done = Tein tämän
page-step-done-what = Tein tämän: { $name }
page-step-quote = { $who } kirjoitti:
page-step-benefit = Mitä saat
page-sign-in-cancelled = Tunnistautuminen jäi kesken. Mitään ei lähetetty.
page-sign-in-other-person = Tässä keskustelussa on jo tunnistautunut toinen henkilö. Mitään ei muutettu eikä lähetetty. Tunnistaudu samana henkilönä kuin aiemmin. Jos olet joku muu, aloita oma asiasi toisella laitteella.
page-sign-in-weak = Tunnistautuminen ei ollut tarpeeksi vahva. Mitään ei muutettu eikä lähetetty. Kokeile toista tapaa tunnistautua.
page-sign-in-failed = Tunnistautuminen ei onnistunut. Mitään ei muutettu eikä lähetetty. Yritä uudelleen.
page-sign-in-address = Tässä osoitteessa ei voi tunnistautua. Mitään ei muutettu eikä lähetetty. Kerro tästä palvelun ylläpitäjälle.
page-resume-make = Jatka toisella laitteella
page-withdraw-allow = Peru lupa
page-withdraw-request = Peru pyyntö
page-withdraw-what = { $action }: { $name }
page-withdrawn = Peruttu. Tietojasi ei enää käytetä tähän. Peruminen näkyy sivulla Tietoni.
page-known-permissions = Voimassa olevat luvat ja pyynnöt
page-leave-out = Jätä pois
page-leave-out-what = Jätä pois: { $label }. { $name }
page-known-receipts = Kuitit
page-known-receipts-what = Jokaisesta luvasta, pyynnöstä ja perumisesta jää sinulle allekirjoitettu kuitti. Sen aitouden voi tarkistaa ilman meitä, myös sen jälkeen kun tietosi on poistettu täältä.
page-receipt-take = Lataa kuitti
page-receipt-keys = Lataa avain, jolla kuitti tarkistetaan
page-again = Kysy uudelleen
page-close = Lopeta asian hoito
page-close-what = Luvat ja pyynnöt perutaan, eikä mistään muistuteta enää. Tiedot poistetaan 14 päivän kuluttua.
page-close-now = Lopeta nyt
page-closed = Asian hoito on lopetettu. Luvat ja pyynnöt on peruttu.

page-known-heading = Tietoni
page-known-facts = Mitä tiedetään
page-known-none = Et ole vielä kertonut tietoja.
page-known-source = Mistä
page-known-used = Kuka käytti
page-known-used-none = Kukaan ei ole käyttänyt tätä.
page-known-good = Kauanko
page-known-log = Kuka on käyttänyt tietojasi
page-known-log-none = Kukaan ei ole käyttänyt tietojasi.
page-log-own-good = Selaimesi tarkisti lokin myös itse: merkintäsi ovat siinä. Mitään vanhaa ei ole muutettu sen jälkeen, kun katsoit viimeksi.
page-log-own-first = Selaimesi tarkisti lokin myös itse: merkintäsi ovat siinä. Ensi kerralla se huomaa, jos jotain vanhaa on muutettu.
page-log-own-bad = Selaimesi tarkisti lokin myös itse, eikä loki ole sama kuin ennen. Kerro siitä palvelun ylläpitäjälle.
page-log-proofs = Lataa todisteet.
page-log-proofs-what = Niillä kuka tahansa voi tarkistaa merkintäsi ilman meitä. Niistä näkyy, mitä tietojasi on käytetty ja mihin.
page-known-entry = Merkintä { $n }
page-known-kept = Missä tiedot ovat

page-code-heading = Koodi toiselle laitteelle
page-code-lead = Avaa Luukku toisella laitteella ja anna tämä koodi.
page-code-ends = Koodi toimii kerran, 15 minuutin ajan.
page-resume-heading = Jatka koodilla
page-resume-label = Koodi
page-resume-hint = Koodi näkyi laitteella, jolla aloitit.
page-resume-go = Jatka

page-error-heading = Jotain jäi tekemättä
page-error-missing = Sivua ei löydy
page-error-missing-text = Osoite on väärä, tai keskustelu on päättynyt. Mitään ei muutettu.
page-error-text-kept = Viestisi on yhä laatikossa.
page-error-home = Etusivulle
page-error-back = Takaisin keskusteluun
page-error-failed = Palvelussa on vika. Mitään uutta ei kerrottu kenellekään. Yritä hetken päästä uudelleen.

page-access-heading = Saavutettavuus
page-access-aim = Tavoite on WCAG 2.2, taso AA.
page-access-works = Palvelu toimii näppäimistöllä, ruudunlukijalla, suurella tekstillä ja ilman skriptejä.
page-access-tested = Sivut tarkistetaan koneellisesti jokaisessa muutoksessa. Ruudunlukijoilla ja oikeiden ihmisten kanssa niitä ei ole vielä kokeiltu.
page-access-feedback = Jos jokin ei toimi, kerro siitä: { $phone }
page-access-feedback-none = Jos jokin ei toimi, kerro siitä palvelun ylläpitäjälle.
page-foot = Palvelusta

# --- kirje virkailijalle (postilaatikko) ---------------------------------------------------------------------------
letter-title = Pyyntö asiakkaalta
letter-lead = Asiakas on antanut luvan kertoa nämä tiedot. Käytä niitä vain tähän asiaan.
letter-practice = Tämä on harjoitus.
letter-share = Kirjeen tunnus:
letter-task = Jatkoa kirjeeseen:
letter-service = Mitä asia koskee
letter-facts = Tiedot
letter-fact = Tieto
letter-value = Arvo
letter-ask = Tallenna vastaus tiedostoon
letter-how = Näin vastaat
letter-done = Kun asia on hoidettu:
letter-asks = Jos tarvitset vielä jonkin tiedon:
letter-refused = Jos asia ei kuulu teille:
letter-example-text = Lyhyt vastaus asiakkaalle, enintään 500 merkkiä.
letter-until = Kirje poistuu, kun asia on valmis tai lupa päättyy.

# --- ohjeistojen vastuut: tunnus on paketin "owner" pienin kirjaimin ---
owner-luukku-project-family-services = Luukku-hanke, perhepalvelut
owner-luukku-project-housing = Luukku-hanke, asuminen
owner-luukku-project-money-matters = Luukku-hanke, raha-asiat
owner-luukku-project-studies = Luukku-hanke, opinnot
owner-luukku-project-work-and-pensions = Luukku-hanke, työ ja eläkkeet

# --- pääsyavain --------------------------------------------------------------------------------------------------------
passkey-heading = Pääsyavain
passkey-what = Pääsyavaimella pääset takaisin tähän keskusteluun ilman koodia, niin kauan kuin tietosi ovat tallessa täällä. Avain pysyy laitteessasi, ja siihen riittää sormenjälki, kasvot tai laitteesi PIN-koodi.
passkey-needs = Pääsyavain vaatii selaimen, joka tukee niitä. Jos lisäyspainiketta ei näy, selain ei tue pääsyavaimia tällä sivulla.
passkey-add = Lisää pääsyavain
passkey-added = Lisätty { $when }.
passkey-used = Käytetty viimeksi { $when }.
passkey-remove = Poista
passkey-remove-which = Poista pääsyavain, joka lisättiin { $when }
passkey-name = Oma keskustelusi, { $organisation }
passkey-back = Jatka pääsyavaimella
passkey-back-what = Jos lisäsit pääsyavaimen aiemmin, pääset sillä takaisin omaan keskusteluusi.
passkey-cancelled = Pääsyavainta ei käytetty. Voit yrittää uudelleen.
passkey-known = Tällä laitteella on jo pääsyavain.
passkey-unknown = Pääsyavain ei kelvannut. Se on voitu poistaa, tai tiedot eivät ole enää tallessa. Voit yrittää uudelleen.
passkey-no-address = Pääsyavain ei toimi tässä osoitteessa. Käytä palvelun varsinaista osoitetta.
note-event-passkey-added = Lisäsit pääsyavaimen. Sillä pääsee takaisin tähän keskusteluun. Jos et ollut se sinä, poista se kohdasta Tietoni.
note-event-passkey-removed = Poistit pääsyavaimen.
