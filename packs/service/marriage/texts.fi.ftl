# Avioliitto. Lämpimästi ja lyhyesti, yksi onnittelu.

event-marriage = Avioliitto
    .title = Olette menossa naimisiin
    .greeting = Onnea teille kahdelle!
    .confirm = Ymmärsinkö oikein: oletteko menossa naimisiin tai juuri menneet?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Menemme naimisiin kesällä.”

fact-name-change = sukunimi
    .name = Sukunimi
    .ask = Vaihtuuko sukunimesi?
    .why = Jos nimi vaihtuu, passi ja kortit on uusittava.
    .true = sukunimi vaihtuu
    .false = sukunimi pysyy
fact-event-date = hääpäivä
    .name = Hääpäivä
fact-municipality = kotikunta
    .name = Kotikunta

service-marriage-to-kela = Kela saa tiedon avioliitosta
    .name = Kela saa tiedon avioliitosta
    .benefit = Tieto tulee Kelalle väestötiedoista. Uuden nimen Kela-kortti tulee itsestään.
    .without = Tästä ei tarvitse ilmoittaa.
    .redress = Jos tieto on väärin, pyydä korjausta.
service-impediments-examination = Avioliiton esteiden tutkinta
    .name = Avioliiton esteiden tutkinta
    .benefit = Sen jälkeen teidät voidaan vihkiä. Samalla valitaan sukunimet, ja se on maksutonta.
    .without = Ilman tutkintaa ei voi mennä naimisiin.
    .do = Pyytäkää tutkintaa yhdessä aikaisintaan neljä kuukautta ennen häitä. Se kestää vähintään seitsemän päivää. Jos toinen on ulkomailta, varatkaa useita viikkoja. Jos toinen on seurakunnan jäsen, sen voi tehdä myös seurakunta.
service-wedding-time = Vihkiaika
    .name = Vihkiaika
    .benefit = Saatte vihkijän silloin kuin haluatte. Virka-aikaan viraston tiloissa vihkiminen on maksuton.
    .without = Suosituimmat ajat varataan ensin.
    .do = Varatkaa aika Digi- ja väestötietovirastosta, käräjäoikeudesta tai seurakunnasta. Pyytäkää mukaan kaksi todistajaa, jotka ovat täyttäneet 15 vuotta.
service-benefits-of-a-couple = Kelan etuudet kahdelle
    .name = Kelan etuudet kahdelle
    .benefit = Etuudet lasketaan oikein, eikä niitä tarvitse maksaa takaisin.
    .without = Avioliitto voi muuttaa esimerkiksi kansaneläkettä tai lapsilisän korotusta.
    .do = Jos jompikumpi saa Kelan etuutta, hakekaa tarkistusta OmaKelassa. Muuten ei tarvitse tehdä mitään.
service-papers-in-new-name = Passi ja kortit uudella nimellä
    .name = Passi ja kortit uudella nimellä
    .benefit = Paperit, liput ja pankkikortti ovat samalla nimellä.
    .without = Passi, henkilökortti ja ajokortti eivät vaihdu itsestään.
    .do = Varaa aika poliisille, kun uusi nimi on voimassa. Varaa häämatkan liput nimelle, joka passissa on matkan aikana.

purpose-marriage-to-kela = tieto avioliitosta
purpose-impediments-examination = esteiden tutkiminen
purpose-wedding-time = vihkiajan varaaminen
purpose-benefits-of-a-couple = etuuksien tarkistaminen
purpose-papers-in-new-name = papereiden uusiminen
