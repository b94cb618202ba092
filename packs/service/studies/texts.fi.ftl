# Opintojen aloittaminen. Iloisesti, yksi onnittelu.
org-educator = Oppilaitos

event-studies = Opintojen aloittaminen
    .title = Aloitat opinnot
    .greeting = Onnea opintoihin! Muutama asia kannattaa hoitaa heti, sillä opintotukea ei saa takautuvasti.
    .confirm = Ymmärsinkö oikein: oletko aloittamassa opinnot?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Sain opiskelupaikan.”

fact-studies-level = mitä opiskelet
    .name = Mitä opiskelet
    .ask = Missä aloitat opinnot?
    .why = Korkeakoulussa maksetaan terveydenhoitomaksu. Kela tarvitsee tiedon opintotukea varten.
    .higher = yliopisto tai ammattikorkeakoulu
    .secondary = lukio tai ammattikoulu
    .other = muu
fact-event-date = opintojen alku
    .name = Opintojen alku

service-student-aid = Opintotuki ja asumislisä
    .name = Opintotuki ja asumislisä
    .benefit = Rahaa opiskelun ajaksi. Jos asut vuokralla tai asumisoikeusasunnossa, kysy samalla asumislisää.
    .without = Tuki alkaa aikaisintaan siitä kuusta, jona hakemus on perillä.
    .redress = Voit perua pyynnön Kelassa. Päätöksestä voi valittaa 37 päivän ajan siitä, kun se on postitettu.
    .do = Hae OmaKelassa heti, kun olet ottanut paikan vastaan, ja kerralla koko opiskeluajalle. Jos asut oman tai puolisosi lapsen kanssa, kysy yleistä asumistukea.
service-study-place = Paikan vastaanottaminen ja ilmoittautuminen
    .name = Paikan vastaanottaminen ja ilmoittautuminen
    .benefit = Paikka on sinun.
    .without = Jos et ota paikkaa vastaan tai ilmoittaudu ajoissa, menetät sen.
    .do = Määräaika on hyväksymisviestissä. Korkeakoulupaikka otetaan vastaan Oma Opintopolussa. Vastaus on sitova.
service-student-health-fee = Terveydenhoitomaksu
    .name = Terveydenhoitomaksu
    .benefit = Saat käyttää YTHS:n palveluja.
    .without = Laskua ei tule. Myöhästynyt maksu kallistuu viidellä eurolla.
    .do = Maksa OmaKelassa joka lukukaudelta, jona olet läsnä. Eräpäivä on keväällä yleensä 15.3. ja syksyllä 15.11.

purpose-student-aid = opintotuen käsittely
purpose-study-place = opiskelupaikan varmistaminen
purpose-student-health-fee = terveydenhoitomaksun maksaminen
