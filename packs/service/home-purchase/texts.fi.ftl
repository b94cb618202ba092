# Asunnon osto. Ei mainoksia, ei kiirehtimistä.
org-land-survey = Maanmittauslaitos

event-home-purchase = Asunnon osto
    .title = Olet ostamassa asuntoa
    .greeting = Asunnon ostossa on muutama määräaika. Katsotaan, mitä jää sinun hoidettavaksesi.
    .confirm = Ymmärsinkö oikein: oletko ostamassa asuntoa tai juuri ostanut?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Ostimme asunnon.”

fact-home-kind = mitä ostit
    .name = Mitä ostit
    .ask = Ostitko osakeasunnon vai kiinteistön?
    .why = Vero ja lainhuuto hoidetaan eri tavalla.
    .shares = osakeasunto taloyhtiössä
    .real-estate = kiinteistö, esimerkiksi omakotitalo
fact-event-date = kaupan päivä
    .name = Kaupan päivä
    .ask = Minä päivänä kauppakirja allekirjoitetaan?
    .why = Määräajat lasketaan siitä päivästä.
fact-home-agent = kiinteistönvälittäjä
    .name = Kiinteistönvälittäjä
    .true = kauppa välittäjän kautta
    .false = kauppa ilman välittäjää

service-transfer-tax-shares = Varainsiirtovero osakeasunnosta
    .name = Varainsiirtovero osakeasunnosta
    .benefit = Vero on hoidettu ajoissa.
    .without = Myöhästyneestä ilmoituksesta voi tulla lisämaksu.
    .do = Jos ostat välittäjän kautta, vero maksetaan kaupanteossa ja välittäjä ilmoittaa sen. Muuten ilmoita ja maksa OmaVerossa kahden kuukauden kuluessa. Uudiskohteessa aika lasketaan omistusoikeuden siirtymisestä. Jokainen ostaja tekee oman ilmoituksen.
service-transfer-tax-real-estate = Varainsiirtovero kiinteistöstä
    .name = Varainsiirtovero kiinteistöstä
    .benefit = Voit hakea lainhuutoa.
    .without = Lainhuutoa ei voi hakea ennen kuin vero on maksettu.
    .do = Ilmoita ja maksa OmaVerossa itse, myös jos kaupassa oli välittäjä. Jokainen ostaja tekee oman ilmoituksen.
service-title-registration = Lainhuuto
    .name = Lainhuuto
    .benefit = Omistuksesi näkyy julkisessa rekisterissä.
    .without = Lainhuutoa on haettava puolen vuoden kuluessa. Myöhästyminen voi korottaa veroa.
    .do = Hae lainhuutoa Maanmittauslaitokselta, kun varainsiirtovero on maksettu.
service-new-home-insurance = Kotivakuutus
    .name = Kotivakuutus
    .benefit = Koti on vakuutettu siitä päivästä, jona se on sinun.
    .without = Vakuutusta ei voi ottaa jälkikäteen.
    .do = Vertaa rauhassa ja ota vakuutus ennen kuin saat avaimet. Omakotitalossa myös rakennus on vakuutettava itse.

purpose-transfer-tax-shares = varainsiirtoveron hoitaminen
purpose-transfer-tax-real-estate = varainsiirtoveron hoitaminen
purpose-title-registration = lainhuudon hakeminen
purpose-new-home-insurance = kodin vakuuttaminen
