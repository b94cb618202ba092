# Huijaus ja identiteettivarkaus. Pankki ensin. Ei moittimista, ei maksullisia suojia. Tunnuksia ei kysytä koskaan.

event-fraud = Huijaus tai identiteettivarkaus
    .title = Huijaus tai tietojen väärinkäyttö
    .greeting = Tämä voi sattua kenelle vain. Soita ensin omaan pankkiisi, jos rahaa, kortteja tai tunnuksia on vaarassa. Älä kerro tunnuksia kenellekään, ei myöskään tänne.
    .confirm = Ymmärsinkö oikein: onko sinua huijattu tai tietojasi käytetty väärin?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Joku on ottanut lainaa nimissäni.”

fact-money-lost = rahan menetys
    .name = Rahan menetys
    .true = rahaa on mennyt
    .false = rahaa ei ole mennyt
fact-id-leaked = tiedot väärissä käsissä
    .name = Henkilötiedot
    .ask = Onko henkilötunnuksesi tai muita henkilötietojasi päässyt vääriin käsiin?
    .why = Silloin kannattaa tehdä kieltoja, jotka vaikeuttavat lainojen ja muuttoilmoitusten tekemistä nimissäsi. Älä kirjoita tunnusta tähän.
    .true = tietoja on tai voi olla väärissä käsissä
    .false = tiedot eivät ole väärissä käsissä
fact-amount-eur = summa
    .name = Summa
fact-event-date = päivä
    .name = Päivä

service-block-cards = Kortit ja tunnukset kiinni
    .name = Kortit ja tunnukset kiinni
    .benefit = Pankki sulkee kortit ja tunnukset ja voi yrittää pysäyttää maksun. Mitä nopeammin, sitä parempi.
    .without = Rahaa voi mennä lisää, ja viivyttely voi vaikuttaa korvaukseen.
    .do = Soita pankkiin numeroon, jonka löydät itse kortista tai pankin sivuilta. Jos pankki ei korvaa, FINE auttaa maksutta.
service-crime-report = Rikosilmoitus
    .name = Rikosilmoitus
    .benefit = Ilmoituksen numeroa tarvitaan pankissa ja silloin, kun kiistät laskun tai lainan.
    .without = Ilman ilmoitusta poliisi ei yleensä tutki asiaa.
    .do = Tee ilmoitus poliisi.fi-sivulla tai poliisiasemalla. Tallenna viestit, numerot ja kuitit. Kiistä vieraat laskut kirjallisesti ennen eräpäivää.
service-identity-bans = Kiellot omien tietojen suojaksi
    .name = Kiellot omien tietojen suojaksi
    .benefit = Luottokielto kertoo luotonantajille, että joku muu voi hakea lainaa nimissäsi. Se on maksuton.
    .without = Joku voi hakea lainaa tai tehdä muuttoilmoituksen nimissäsi.
    .do = Tee luottokielto positiivisessa luottotietorekisterissä ja muuttoilmoituksen esto Digi- ja väestötietovirastossa. Poista ne, kun itse haet lainaa tai muutat.

purpose-block-cards = korttien ja tunnusten sulkeminen
purpose-crime-report = rikosilmoituksen tekeminen
purpose-identity-bans = väärinkäytön estäminen
