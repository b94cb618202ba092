# Oikeudet: mitä ennen poistamista luetaan, mitä siitä jää ja miten pyynnöt etenevät.

erase-heading = Poista tietosi
erase-link = Poista kaikki tietosi
erase-link-what = Näet ensin, mitä poistetaan ja mitä siitä seuraa.
erase-lead = Poistamme kaiken, mitä olet kertonut ja mitä sinulle on vastattu. Kukaan ei voi enää lukea sitä, emme mekään.
erase-stops = Tämä loppuu
erase-stops-case = { $case }: asian hoito loppuu, eikä mistään muistuteta enää.
erase-stops-human = Et ole enää jonossa ihmiselle.
erase-stops-nothing = Mikään asia ei ole kesken.
erase-tells = Kenelle kerrotaan
erase-told = { $who } on jo saanut tietojasi. Kerromme, että tietosi on poistettu täältä. Se päättää itse, mitä laki vaatii siltä.
erase-told-nobody = Tietojasi ei ole lähetetty kenellekään.
erase-keeps = Mitä laki vaatii säilyttämään
erase-kept = { $fact }: { $ground }. Poistamme sen { $until }.
erase-kept-nothing = Laki ei vaadi meitä säilyttämään tiedoistasi mitään.
erase-afterwards = Mitä jää
erase-after-log = Lokiin jää vain numeroita, joista sinua ei voi tunnistaa. Niillä näkee, ettei lokia ole muutettu.
erase-after-copies = Jos vanha varmuuskopio palautetaan, sinut poistetaan siitä ennen kuin palvelu avataan.
erase-after-final = Poistamista ei voi perua.
erase-button = Poista kaikki nyt
erase-back = Älä poista, takaisin
erase-done-heading = Tietosi on poistettu
erase-done = Kaikki on poistettu { $day }. Ota tämä todistus talteen, sillä emme enää tunne sinua.
erase-going = Tietosi on poistettu, eikä kukaan voi enää lukea niitä. Viimeiset jäljet tiedostoista poistuvat tunnin kuluessa. Katso silloin todistus tältä sivulta.
erase-number = Poiston numero: { $number }
erase-proof = Todistus
erase-proof-what = Todistuksen allekirjoituksen voi tarkistaa lokin julkisella avaimella.
erase-save = Tallenna todistus

entry-keep = { $who } otti talteen: { $facts }. Peruste: { $ground }.
purpose-legal-hold = lain vaatima säilytys

rights-heading = Pyyntösi
right-erase = Pyysit { $asked } poistamaan tietosi. Poistamme ne viimeistään { $due }.
right-erase-done = Pyysit { $asked } poistamaan tietosi. Ne on poistettu { $done }.
right-correct = Pyysit { $asked } korjaamaan tietosi. Vastaamme viimeistään { $due }.
right-correct-done = Pyysit { $asked } korjaamaan tietosi. Vastasimme { $done }.
right-object = Vastustit { $asked } tietojesi käyttöä. Vastaamme viimeistään { $due }.
right-object-done = Vastustit { $asked } tietojesi käyttöä. Vastasimme { $done }.
right-restrict = Pyysit { $asked } rajoittamaan tietojesi käyttöä. Vastaamme viimeistään { $due }.
right-restrict-done = Pyysit { $asked } rajoittamaan tietojesi käyttöä. Vastasimme { $done }.
right-export = Pyysit { $asked } tietosi mukaasi. Saat ne viimeistään { $due }.
right-export-done = Pyysit { $asked } tietosi mukaasi. Sait ne { $done }.
right-longer = Aika on pidempi, koska { $reason }

letter-erased-title = Lähettäjä on poistanut tiedot
letter-erased-lead = Henkilö, jota nämä kirjeet koskivat, on poistettu lähettäjän palvelusta. Poistakaa tekin hänen tietonsa, jos laki ei vaadi säilyttämään niitä.
letter-erased-shares = Kirjeet, joita asia koskee
letter-erased-until = Tähän ei tarvitse vastata. Myöhempiä vastauksia näihin kirjeisiin ei enää lueta.
