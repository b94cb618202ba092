# Pitkä sairausloma. Päivät riittävät; sairautta ei kysytä.

event-illness = Pitkä sairausloma
    .title = Olet sairauslomalla
    .greeting = Ikävä kuulla, että olet sairas. Kokoan asiat yhteen, jotta voit levätä.
    .confirm = Ymmärsinkö oikein: oletko pitkällä sairauslomalla?
    .confirm-why = Haluan ymmärtää oikein ennen kuin teen suunnitelman.
    .example = ”Jäin pitkälle sairauslomalle.”

fact-event-date = ensimmäinen sairauspäivä
    .name = Ensimmäinen sairauspäivä
    .ask = Mistä päivästä lähtien olet ollut poissa työstä?
    .why = Siitä lasketaan, mihin asti sairauspäivärahaa voi hakea. Sairautta ei tarvitse kertoa.
fact-work-status = työtilanteesi
    .name = Työtilanteesi
    .ask = Mikä on työtilanteesi?
    .why = Siitä riippuu, hakeeko päivärahaa työnantaja vai sinä.
    .employed = palkkatyössä
    .entrepreneur = yrittäjä
    .unemployed = työtön
    .student = opiskelija
    .at-home = kotona
    .retired = eläkkeellä
fact-leave-paid = palkka sairausajalta
    .name = Palkka sairausajalta
    .true = palkkaa maksetaan
    .false = palkkaa ei makseta
fact-municipality = kotikunta
    .name = Kotikunta

service-occupational-health-notice = Tieto työterveyshuoltoon
    .name = Tieto työterveyshuoltoon
    .benefit = Työnantaja kertoo poissaolosta työterveyteen, kun se on kestänyt yli 30 päivää. Yhdessä voitte miettiä paluuta.
    .without = Sinun ei tarvitse ilmoittaa tästä itse.
service-sickness-allowance = Sairauspäiväraha
    .name = Sairauspäiväraha
    .benefit = Rahaa ajalta, jona et voi tehdä työtä. Sitä kannattaa kysyä, jos sairaus kestää yli kymmenen arkipäivää.
    .without = Jos työnantaja maksaa palkkaa, se yleensä hakee päivärahan itse. Muuten hakuaika on kaksi kuukautta.
    .redress = Voit perua pyynnön Kelassa. Päätöksestä voi valittaa 37 päivän ajan siitä, kun se on postitettu.
    .do = Hae OmaKelassa kahden kuukauden kuluessa. Liitä lääkärintodistus. Sitä ei tarvitse näyttää Luukulle.
service-sick-note = Todistus työnantajalle
    .name = Todistus työnantajalle
    .benefit = Työnantaja tietää poissaolosta ja voi maksaa palkan oikein.
    .without = Ilman todistusta palkka voi jäädä maksamatta.
    .do = Toimita lääkärintodistus työpaikkasi ohjeen mukaan. Sairaudesta ei tarvitse kertoa muille.

purpose-occupational-health-notice = tieto poissaolosta työterveyshuoltoon
purpose-sickness-allowance = sairauspäivärahan käsittely
purpose-sick-note = poissaolosta kertominen
