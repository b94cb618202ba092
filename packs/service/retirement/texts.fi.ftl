# Eläkkeelle jääminen. Ei kiirettä, ei kehotuksia jäädä eikä jatkaa.

event-retirement = Eläkkeelle jääminen
    .title = Olet jäämässä eläkkeelle
    .greeting = Uusi vaihe alkaa. Eläke ei ala itsestään, joten katsotaan, mitä haetaan ja milloin.
    .confirm = Ymmärsinkö oikein: oletko jäämässä vanhuuseläkkeelle?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Jään eläkkeelle ensi keväänä.”

fact-pension-stage = eläkkeen vaihe
    .name = Eläkkeen vaihe
    .ask = Oletko jo hakenut eläkettä?
    .why = Siitä riippuu, mikä on seuraava askel.
    .planning = en vielä
    .applied = olen hakenut
    .granted = päätös on tullut
fact-event-date = eläkkeen alku
    .name = Eläkkeen alku

service-old-age-pension = Vanhuuseläkkeen hakeminen
    .name = Vanhuuseläkkeen hakeminen
    .benefit = Yhdellä hakemuksella haet työeläkettä ja Kelan eläkettä.
    .without = Eläke ei ala itsestään. Takautuvasti työeläkettä saa enintään kolmelta kuukaudelta.
    .redress = Voit perua hakemuksen ennen päätöstä. Päätöksessä kerrotaan, miten siitä voi valittaa.
    .do = Tarkista ensin työeläkeotteesi ja eläkeikäsi osoitteessa tyoelake.fi. Hae noin kuukausi ennen kuin haluat eläkkeen alkavan. Eläke alkaa aina kuukauden ensimmäisenä päivänä.
service-end-of-employment = Työsuhteen päättäminen
    .name = Työsuhteen päättäminen
    .benefit = Eläke voi alkaa silloin kuin haluat.
    .without = Vanhuuseläke ei yleensä ala, jos työsuhde jatkuu.
    .do = Irtisanoudu ajoissa, niin että irtisanomisaika ehtii kulua. Yrittäjän ei tarvitse lopettaa.
service-pension-tax-card = Verokortti eläkettä varten
    .name = Verokortti eläkettä varten
    .benefit = Eläkkeestä otetaan oikea vero alusta asti.
    .without = Ilman eläkkeen verokorttia vero on 40 prosenttia.
    .do = Hae verokortti OmaVerossa heti, kun eläkepäätös on tullut. Jos teet työtä eläkkeen rinnalla, palkalle tarvitaan oma verokortti.

purpose-old-age-pension = eläkehakemuksen käsittely
purpose-end-of-employment = työsuhteen päättäminen
purpose-pension-tax-card = verokortin hakeminen
