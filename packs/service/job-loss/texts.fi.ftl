# Työn päättyminen. Asiallisesti: kiireellisin ensin. Syytä ei kysytä. Ehto sanoo ”kannattaa kysyä”.

event-job-loss = Työn päättyminen
    .title = Työsi päättyy tai keskeytyy
    .greeting = Ikävä kuulla. Yksi asia on kiireinen: ilmoittaudu työnhakijaksi viimeistään ensimmäisenä työttömyyspäivänä.
    .confirm = Ymmärsinkö oikein: onko työsi päättynyt tai keskeytynyt?
    .confirm-why = Haluan varmistaa tämän ennen kuin teen suunnitelman.
    .example = ”Minut irtisanottiin tänään.”

fact-job-ended = miten työ päättyi
    .name = Miten työ päättyi
    .dismissed = irtisanottiin
    .laid-off = lomautettiin
    .fixed-term = määräaika päättyi
    .resigned = irtisanouduin itse
fact-fund-member = työttömyyskassa
    .name = Työttömyyskassa
    .ask = Kuulutko työttömyyskassaan?
    .why = Kassan jäsen kysyy ansiopäivärahaa kassasta, muut yleistukea Kelasta.
    .true = kassan jäsen
    .false = ei kassan jäsen
fact-event-date = päivä
    .name = Päivä
fact-municipality = kotikunta
    .name = Kotikunta
    .ask = Missä kunnassa asut?
    .why = Työllisyyspalvelut löytyvät kotikunnan mukaan.

service-job-seeker-registration = Työnhakijaksi ilmoittautuminen
    .name = Työnhakijaksi ilmoittautuminen
    .benefit = Ilman sitä työttömyysrahaa ei makseta. Työllisyyspalvelut auttavat myös uuden työn alkuun.
    .without = Ilmoittautua ei voi takautuvasti. Työttömyysrahaa voi saada vasta ilmoittautumisesta lähtien.
    .redress = Voit perua ilmoittautumisen milloin vain.
    .do = Ilmoittaudu Työmarkkinatorilla heti, viimeistään ensimmäisenä työttömyyspäivänä. Jos et voi tunnistautua verkossa, käy työllisyyspalveluissa.
service-earnings-related-allowance = Ansiopäiväraha
    .name = Ansiopäiväraha
    .benefit = Jos olet ollut kassan jäsen vuoden ja tehnyt töitä, kannattaa kysyä ansiopäivärahaa.
    .without = Päiväraha ei ala itsestään. Sitä pitää hakea kolmessa kuukaudessa siitä ajasta, jolta haet.
    .redress = Voit perua pyynnön. Jos kassa ei myönnä päivärahaa, päätöksessä on ohje valittamisesta.
    .do = Ilmoittaudu ensin työnhakijaksi. Hae kassasta noin kahden viikon kuluttua ja liitä palkkalaskelmat mukaan.
service-general-support = Yleistuki
    .name = Yleistuki
    .benefit = Kelan tuki työttömälle, joka ei saa ansiopäivärahaa. Kannattaa kysyä.
    .without = Tuki ei ala itsestään. Muut tulot voivat pienentää sitä.
    .redress = Voit perua pyynnön Kelassa. Päätöksestä voi valittaa 37 päivän ajan siitä, kun se on postitettu.
    .do = Ilmoittaudu ensin työnhakijaksi. Hae sitten yleistukea OmaKelassa.

purpose-job-seeker-registration = työnhaun aloittaminen
purpose-earnings-related-allowance = ansiopäivärahan käsittely
purpose-general-support = yleistuen käsittely
