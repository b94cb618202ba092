# Mihin tietoja käytetään ja millä perusteella. Säännöt itse: packs/rules.

purpose-own = omien tietojesi näyttäminen sinulle
    .sentence = Näet omat tietosi ja sen, mihin niitä on käytetty.
purpose-said = Tietoja käytetään tähän: { $purpose }.
purpose-basis-consent = Tämä perustuu suostumukseesi, ja voit perua sen milloin tahansa.
purpose-basis-contract = Tämä tehdään, koska pyysit palvelua.
purpose-basis-obligation = Tämä perustuu lakiin.
purpose-basis-vital = Tämä tehdään, kun jonkun henki tai terveys on vaarassa.
purpose-basis-task = Tämä on viranomaisen tehtävä, ja voit vastustaa sitä.
purpose-basis-interest = Tähän on oikeutettu etu, ja voit vastustaa sitä.
purpose-kept = Tietoja säilytetään tätä varten enintään { $days } päivää sen jälkeen, kun asia on käsitelty tai lupa päättynyt.

card-form-year = { $name } (vain vuosi)
card-form-month = { $name } (vain kuukausi)
card-form-over-18 = { $name } (vain se, onko täysi-ikäinen)
card-form-area = { $name } (vain alue)
effect-special = Tieto on arkaluonteinen, joten siihen tarvitaan oma vastauksesi.
