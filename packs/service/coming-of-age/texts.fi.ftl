# Täysi-ikäisyys. Nuorelle ja vanhemmalle samoin sanoin.
org-defence-forces = Puolustusvoimat

event-coming-of-age = Täysi-ikäisyys
    .title = 18 vuotta tulee täyteen
    .greeting = Onnea uuteen alkuun! Yhdessä yössä muuttuu muutama asia. Tässä ne, jotka kannattaa hoitaa.
    .confirm = Ymmärsinkö oikein: täytätkö sinä tai lapsesi 18 vuotta?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Täytän ensi kuussa 18.”

fact-needs-help = apu asioiden hoidossa
    .name = Apu asioiden hoidossa
    .ask = Tarvitseeko hän, joka täyttää 18, jonkun hoitamaan asioita puolestaan?
    .why = Vanhempi ei voi enää hoitaa asioita ilman valtuutusta.
    .true = tarvitsee apua
    .false = ei tarvitse apua
fact-event-date = 18-vuotispäivä
    .name = 18-vuotispäivä
fact-person-role = kenestä on kyse
    .name = Kenestä on kyse

service-own-bank-codes = Oma pankkisopimus ja tunnukset
    .name = Oma pankkisopimus ja tunnukset
    .benefit = Omilla tunnuksilla pääset tilillesi, Omakantaan ja OmaKelaan.
    .without = Vanhempien pääsy tiliin ja terveystietoihin päättyy syntymäpäivänä.
    .do = Käy pankissa jo ennen syntymäpäivää. Ota mukaan passi tai henkilökortti.
service-authorise-a-helper = Valtuutus auttajalle
    .name = Valtuutus auttajalle
    .benefit = Läheinen voi jatkaa asioiden hoitamista ilman katkosta.
    .without = Ilman valtuutusta vanhempi ei voi hoitaa täysi-ikäisen asioita.
    .do = Anna valtuutus ennen syntymäpäivää Kelaan, terveyspalveluihin ja pankkiin. Jos valtuuttaminen ei onnistu, kysy ajoissa edunvalvojasta.
service-call-up = Kutsunnat
    .name = Kutsunnat
    .benefit = Kutsunnoissa voi kertoa toiveensa palveluksesta.
    .without = Kutsuntoihin on tultava itse, ellei aluetoimisto ole antanut vapautusta.
    .do = Kutsunnat koskevat miehiä, jotka ovat Suomen kansalaisia ja täyttävät tänä vuonna 18. Odota kutsua ja kerro ajoissa, jos et pääse.
service-support-for-studies = Opintotuki lapsilisän jälkeen
    .name = Opintotuki lapsilisän jälkeen
    .benefit = Opiskelija voi saada opintotukea. Kannattaa kysyä Kelasta.
    .without = Lapsilisä on loppunut jo 17 vuoden iässä. Opintotuki ei ala itsestään.
    .do = Jos opiskelet, hae opintotukea OmaKelassa.

purpose-own-bank-codes = oma pankkisopimus
purpose-authorise-a-helper = valtuutuksen antaminen
purpose-call-up = kutsuntoihin valmistautuminen
purpose-support-for-studies = opintotuen hakeminen
