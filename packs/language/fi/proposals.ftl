# Ehdotukset: kenen etu, mitä muuta on, ei tätä enää; suunnitelman hinta ja hyöty.

whose = Kenen etu: { $who }
whose-customer = sinun
whose-provider = myyjän
whose-third-party = muun tahon
whose-law = laki määrää
why-gains-customer = Sinun etusi.
why-gains-provider = Myyjän etu.
why-gains-third-party = Muun tahon etu.
why-gains-law = Laki määrää tästä.
why-paid = Meille maksetaan { $sum }, jos ostat. Maksu ei vaikuta mihinkään järjestykseen.
why-paid-unknown = Meille maksetaan tästä. Summa ei ole tiedossa. Maksu ei vaikuta mihinkään järjestykseen.
why-basis-offer = Tilanteesi: { $event }. Tietojasi ei ole käytetty.
why-rule-offer = Siitä, että tämä näytetään, vastaa { $owner }.
why-otherwise-offer = Voit jättää ostamatta. { $words }
why-basis-gone = Tämä on jäänyt aiemmasta ohjeistosta.
why-interest-gone = Ei enää tiedossa.
page-why-summary = { $question } · { $whose }

offer-tag = Mainos: ei kuulu suunnitelmaan
offer-price-once = { $sum }
offer-price-month = { $sum }/kk
offer-price-year = { $sum } vuodessa
offer-seller = Myyjä: { $name }
offer-end = Ei tätä enää
offer-end-what = Ei tätä enää: { $name }
offer-end-all = Ei mainoksia
offer-kind-insurance = Mainokset vakuutuksista
offer-kind-all = Kaikki mainokset

proposal-end = Ei tätä enää
proposal-end-what = Ei tätä enää: { $name }
proposal-ended = Tätä ei enää ehdoteta. Voit ottaa sen takaisin suunnitelman lopusta.
proposal-again = Näytä taas
proposal-again-what = Näytä taas: { $name }
proposal-back = Tätä ehdotetaan taas.
proposal-ended-heading = Mitä et halua nähdä
proposal-general = Sama ilman tietojasi
proposal-general-lead = Näin suunnitelma näkyy kaikille tässä tilanteessa. Yhtään tietoasi ei ole käytetty.
reply-unwanted = Selvä. Tätä ei enää näytetä: { $name }.
reply-unwanted-nothing = Selvä. Nyt ei ole mainosta, jonka voisi lopettaa.

price-line = Hinta ja hyöty: { $facts } → { $receivers ->
        [one] yksi saaja
       *[other] { $receivers } saajaa
    }: { $who } · enintään { $date } asti ↔ { $gives }.
price-cheaper = Halvempi tapa: { $facts ->
        [one] yksi tieto
       *[other] { $facts } tietoa
    }, { $receivers ->
        [one] yksi saaja
       *[other] { $receivers } saajaa
    }.
price-lost = Silloin jää pois: { $names }.
price-choose = Valitse halvempi
use-heading = Mihin tietojasi tarvittiin
use-told = Tarvittiin: { $names }.
use-decided = Ratkaisi, mitä suunnitelmaan tuli. Kenellekään ei kerrottu.
use-none = Tätä ei tarvittu mihinkään.
use-delete = Poista tieto
use-delete-what = Poista tieto: { $name }
use-deleted = Tieto on poistettu.
