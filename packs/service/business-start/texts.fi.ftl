# Yrityksen perustaminen. Järjestys ratkaisee. Lainoja ei tarjota.

event-business-start = Yrityksen perustaminen
    .title = Olet perustamassa yritystä
    .greeting = Hienoa. Järjestyksellä on väliä: starttirahaa haetaan ennen kuin yritys perustetaan.
    .confirm = Ymmärsinkö oikein: oletko perustamassa tai juuri perustanut yrityksen?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Perustan oman yrityksen.”

fact-business-started = toiminnan alku
    .name = Toiminnan alku
    .ask = Onko yritystoiminta jo alkanut?
    .why = Starttirahaa haetaan ennen kuin toiminta alkaa.
    .true = toiminta on alkanut
    .false = toiminta ei ole vielä alkanut
fact-company-form = yritysmuoto
    .name = Yritysmuoto
    .limited-company = osakeyhtiö
    .sole-trader = toiminimi
    .partnership = avoin tai kommandiittiyhtiö
fact-event-date = aloituspäivä
    .name = Aloituspäivä
fact-municipality = kotikunta
    .name = Kotikunta
    .ask = Missä kunnassa asut?
    .why = Starttirahasta päättää oman alueesi työllisyyspalvelut.

service-start-up-grant = Starttiraha
    .name = Starttiraha
    .benefit = Tukea toimeentuloon 6–12 kuukaudeksi, kun aloitat päätoimisena. Kannattaa kysyä.
    .without = Jos perustat ensin ja haet vasta sitten, tukea ei yleensä saa.
    .redress = Voit perua pyynnön. Päätöksessä kerrotaan, miten siihen haetaan muutosta.
    .do = Kysy ensin työllisyysalueesi starttirahaneuvojalta. Tee liiketoimintasuunnitelma ja laskelmat ja hae ennen kuin perustat yrityksen.
service-start-up-notification = Perustamisilmoitus
    .name = Perustamisilmoitus
    .benefit = Saat Y-tunnuksen. Samalla voit ilmoittautua Verohallinnon rekistereihin.
    .without = Ilman Y-tunnusta et voi laskuttaa omalla yritykselläsi.
    .do = Tee ilmoitus osoitteessa ytj.fi. Tiedot tulevat julkisiksi, joten mieti, annatko kotiosoitteesi.
service-yel-insurance = YEL-vakuutus
    .name = YEL-vakuutus
    .benefit = YEL-työtulosta lasketaan eläkkeesi, ja se vaikuttaa myös sairaus- ja vanhempainrahaan.
    .without = Jos vakuutus on pakollinen eikä sitä ole, Eläketurvakeskus voi ottaa sen kustannuksellasi.
    .do = Ota vakuutus työeläkeyhtiöstä kuudessa kuukaudessa toiminnan alusta. Pienestä sivutoimesta sitä ei aina tarvita.

purpose-start-up-grant = starttirahan käsittely
purpose-start-up-notification = yrityksen perustaminen
purpose-yel-insurance = eläkevakuutuksen ottaminen
