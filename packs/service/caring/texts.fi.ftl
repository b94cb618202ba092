# Läheisen hoitaminen. Ketään ei painosteta hoitajaksi.

event-caring = Läheisen hoitaminen
    .title = Hoidat läheistäsi
    .greeting = Kannat paljon. Katsotaan, mikä voisi keventää arkea.
    .confirm = Ymmärsinkö oikein: hoidatko läheistäsi?
    .confirm-why = Haluan ymmärtää oikein ennen kuin teen suunnitelman.
    .example = ”Hoidan äitiäni kotona.”

fact-person-role = ketä hoidat
    .name = Ketä hoidat
fact-work-status = työtilanteesi
    .name = Työtilanteesi
    .ask = Mikä on työtilanteesi?
    .why = Työssä käyvä voi saada vapaata läheisen hoitamiseen.
    .employed = palkkatyössä
    .entrepreneur = yrittäjä
    .unemployed = työtön
    .student = opiskelija
    .at-home = kotona
    .retired = eläkkeellä
fact-municipality = hoidettavan kotikunta
    .name = Hoidettavan kotikunta

service-informal-care-support = Omaishoidon tuki
    .name = Omaishoidon tuki
    .benefit = Tukeen voi sisältyä hoitopalkkio, vapaapäiviä ja apua kotiin. Sitä kannattaa kysyä.
    .without = Hyvinvointialue päättää tuesta rahojensa mukaan. Ketään ei voi pakottaa omaishoitajaksi.
    .do = Hae tukea hyvinvointialueelta, jossa läheisesi asuu. Sovi asiasta ensin hänen kanssaan. Mukaan tarvitaan lääkärin lausunto. Älä irtisanoudu työstä ennen päätöstä.
service-carer-leave = Omaishoitovapaa työstä
    .name = Omaishoitovapaa työstä
    .benefit = Työstä voi olla pois viisi työpäivää kalenterivuodessa, kun läheinen tarvitsee apuasi vakavan sairauden vuoksi.
    .without = Vapaa on palkaton. Työnantajan kanssa voi sopia myös muista joustoista.
    .do = Kerro työnantajalle vapaasta ja sen pituudesta niin pian kuin voit.
service-care-authorisations = Valtuudet hoitaa hänen asioitaan
    .name = Valtuudet hoitaa hänen asioitaan
    .benefit = Voit hoitaa läheisesi asioita hänen luvallaan myös silloin, kun hän ei enää itse jaksa.
    .without = Edes puoliso tai lapsi ei saa hoitaa toisen asioita ilman valtuutta.
    .do = Tehkää valtuudet yhdessä, kun hän vielä ymmärtää niiden merkityksen. Edunvalvontavaltuutukseen tarvitaan kaksi todistajaa.

purpose-informal-care-support = omaishoidon tuen hakeminen
purpose-carer-leave = vapaasta sopiminen
purpose-care-authorisations = valtuuksien tekeminen
