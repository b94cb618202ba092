# Asiakkaan omat säännöt, ja juuri sen hyväksyminen, mitä hänen nimissään tehdään.

own-to = { $of ->
    [bank] pankille
    [insurer] vakuutusyhtiölle
    [kela] Kelalle
    [municipality] kunnalle
    [wellbeing-county] hyvinvointialueelle
    [tax] Verohallinnolle
    [dvv] Digi- ja väestötietovirastolle
    [employment] työllisyyspalveluille
    [enforcement] ulosottoon
    [collection] perintätoimistolle
    [operator] operaattorille
    [electricity] sähköyhtiölle
    [pension] työeläkelaitokselle
    [unemployment-fund] työttömyyskassalle
    [debt-advice] velkaneuvontaan
    [employer] työnantajalle
    [landlord] vuokranantajalle
    [housing-company] taloyhtiölle
    [school] kouluun
    [police] poliisille
    [posti] Postille
    [neighbour] naapurille
    [relatives] sukulaisille
    [ex-spouse] exälle
    [spouse] puolisolle
    [child] lapselle
    [child-1] lapselle
    [mother] äidille
    [father] isälle
    [sister] siskolle
    [brother] veljelle
    [grandmother] isoäidille
    [grandfather] isoisälle
    [grandchild] lapsenlapselle
    [mother-in-law] anopille
    [father-in-law] apelle
    [aunt] tädille
    [uncle] sedälle tai enolle
    [cousin] serkulle
    [parents] vanhemmille
    [relative] läheiselle
    [friend] ystävälle
    [employee] työntekijälle
   *[all] kenellekään
}
own-never-tell = Älä kerro { $who } mitään.
own-ask-first = Kysy aina ensin, ennen kuin kerrot { $who } mitään.
own-no-offers = { $of ->
    [insurer] Ei vakuutustarjouksia.
    [bank] Ei laina- eikä pankkitarjouksia.
    [operator] Ei puhelin- eikä nettitarjouksia.
    [electricity] Ei sähkötarjouksia.
   *[all] Ei tarjouksia.
}
own-quiet = { $of ->
    [night] Ei yhteydenottoja yöllä.
    [evening] Ei yhteydenottoja illalla.
    [weekend] Ei yhteydenottoja viikonloppuna.
    [work] Ei yhteydenottoja työaikana.
   *[all] Ei yhteydenottoja.
}
own-contact-by = { $of ->
    [letter] Yhteyttä vain kirjeellä.
    [email] Yhteyttä vain sähköpostilla.
    [message] Yhteyttä vain viestillä.
    [phone] Yhteyttä vain puhelimella.
   *[no-phone] Ei puheluita.
}
own-acts-never-tell = Sinun sääntösi: { $rule } Siksi tämä jää sinun hoidettavaksesi: { $names }.
own-acts-ask-first = Sinun sääntösi: { $rule } Siksi tästä kysytään erikseen: { $names }.
own-acts-no-offers = Sinun sääntösi: { $rule } Siksi tätä ei tarjota: { $names }.

reply-own-made = Selvä. Tämä on nyt sinun sääntösi.
reply-own-gone = Selvä. Tämä sääntö ei ole enää voimassa.
reply-own-which = Minkä säännön poistan?
reply-own-none = Sellaista sääntöä sinulla ei ole.
reply-to-approve = Ennen kuin mitään tehdään, lue tarkka sisältö ja hyväksy se: { $names }.

rule-own-never-tell = Sinun sääntösi: sinne ei kerrota mitään.
rule-own-no-offers = Sinun sääntösi: ei tarjouksia.
effect-own = Sinun sääntösi: tästä kysytään joka kerta.
line-own-never-tell = Sinun sääntösi estää kertomisen. Hoidat tämän itse.

state-needs-approval = Odottaa sinua
line-needs-approval = Lue, mitä tarkalleen tehdään, ja hyväksy se. Sitä ennen mitään ei lähde.
entry-consent-approved = Hyväksyit tarkan sisällön. Saaja: { $who }. Tarkoitus: { $purpose }.

own-heading = Omat säännöt
own-lead = Luukku noudattaa näitä kaikissa asioissasi. Voit sanoa säännön myös keskustelussa: ”Kysy aina ennen pankkia.”
own-none = Sinulla ei ole vielä omia sääntöjä.
own-yours = Voimassa nyt
own-made-when = Tehty { $date }.
own-words = Sanoit: ”{ $words }”
own-remove = Poista
own-remove-what = Poista sääntö: { $rule }
own-undo = Kumoa
own-undo-what = Kumoa: { $rule }
own-back = Ota takaisin voimaan
own-back-what = Ota takaisin voimaan: { $rule }
own-all = Katso omat sääntösi
own-new = Tee uusi sääntö
own-new-never-tell = Älä kerro mitään
own-new-ask-first = Kysy aina ensin
own-new-no-offers = Ei tarjouksia
own-new-quiet = Ei yhteydenottoja silloin
own-new-contact-by = Yhteydenotto vain näin
own-make = Ota käyttöön
own-make-what = Ota käyttöön: { $rule }
own-pick = Ketä tai mitä se koskee?
own-every = Kaikki
own-law = Laki on sääntösi yläpuolella. Jos laki käskee organisaation ilmoittaa asiasta toiselle, sääntösi ei voi estää sitä.
own-people = Ihmiselle Luukku ei kerro asioistasi muutenkaan. Sääntö näkyy myös työntekijälle, jos asiasi siirtyy hänelle.
own-kept = Säännöt ovat sinetöityinä niin kuin muutkin tietosi. Ne kulkevat mukana, kun viet tietosi, ja häviävät, kun poistat ne.
own-desk = Asiakkaan omat säännöt

approve-heading = Hyväksy tarkka sisältö
approve-lead = Mitään ei lähde, ennen kuin hyväksyt juuri tämän. Jos sisältö muuttuu, kysymme uudelleen.
approve-what = Mitä tehdään
approve-who = Kenelle
approve-facts = Tiedot, jotka lähtevät
approve-facts-none = Muita tietoja ei lähde.
approve-price = Hinta
approve-back = Jos kadut
approve-free = Pyyntö itsessään on maksuton.
approve-cost = Tämä maksaa { $euros } €.
approve-tells = { $who } saa alla olevat tiedot.
approve-yes = Hyväksyn juuri tämän
approve-no = En hyväksy
approve-open = Lue ja hyväksy
approve-open-what = Lue ja hyväksy: { $name }

undo-until = Voit perua tämän vielä { $date } asti. { $what }
undo-button = Peru tämä
undo-what = Peru tämä: { $name }
undo-said = Peruutus on lähdössä.
line-undoing = Peruit tämän { $when }. Tieto siitä on lähdössä. Saaja: { $who }.
line-undone = { $who } sai tiedon perumisestasi { $when }.
line-not-undone = Peruit tämän, mutta tieto siitä ei mennyt perille { $when } mennessä. Kerro perumisesta itse. Saaja: { $who }.
entry-consent-undone = Peruit sen, mitä nimissäsi tehtiin. Saaja: { $who }. Tarkoitus: { $purpose }.
letter-undone-title = Asiakas peruu pyynnön
letter-undone-lead = Asiakas peruu sen, mitä alla oleva kirje pyysi. Älkää tehkö sitä, tai purkakaa se, jos se on jo tehty.
letter-undone-share = Kirje, jota asia koskee
letter-undone-until = Tähän ei tarvitse vastata Luukkuun.
