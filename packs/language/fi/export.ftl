# Omat tiedot mukaan ja takaisin: sivut, tiedoston lukuohje ja lokin merkinnät.

export-heading = Ota tietosi mukaan
export-link = Ota tietosi mukaan
export-link-what = Saat kaiken, mitä sinusta on tallessa, yhtenä tiedostona.
export-lead = Saat yhden ZIP-tiedoston. Siinä on kaikki, mitä olet kertonut, mitä sinulle on vastattu ja kuka tietojasi on käyttänyt.
export-use = Voit lukea sen itse, avata taulukot taulukkolaskennassa tai viedä sen toiseen Luukkuun.
export-care = Tiedostossa on myös se, missä asut, jos olet kertonut sen. Pidä tiedosto tallessa paikassa, johon muut eivät pääse.
export-plain = Lataa tiedosto
export-locked-heading = Lukitse tiedosto
export-locked-what = Voit lukita tiedoston omilla sanoillasi. Silloin sitä ei avaa kukaan muu, emme mekään.
export-passphrase = Salalause, vähintään 12 merkkiä
export-passphrase-what = Kirjoita se muistiin. Jos se katoaa, tiedostoa ei saa auki.
export-recipient = Tai age-avaimesi (alkaa age1)
export-locked = Lataa lukittuna
export-back = Takaisin
export-wrong-passphrase = Salalauseessa pitää olla vähintään 12 merkkiä. Tiedostoa ei vielä tehty.
export-wrong-recipient = Avain ei ole age-avain. Sellainen alkaa age1. Tiedostoa ei vielä tehty.
export-import = Tuo tietosi toisesta Luukusta
export-import-what = Jos olet ottanut tietosi mukaan toisesta palvelusta, voit jatkaa niillä täällä.

export-readme-title = Tietosi Luukusta
export-readme-what = Tämä on kaikki, mitä palvelussa { $origin } oli sinusta tallessa { $made } (UTC).
export-readme-files = luukku.jsonld: kaikki tiedot koneelle luettavina (JSON-LD). Sanojen merkitykset ovat tiedostossa context.jsonld. Mitään ei tarvitse hakea verkosta.
export-readme-tables = CSV-tiedostot avautuvat taulukkolaskennassa. Jos solun alussa on heittomerkki, se estää solua muuttumasta kaavaksi.
export-table-facts = mitä olet kertonut
export-table-cases = asiasi
export-table-steps = asioiden askeleet
export-table-permissions = luvat nyt
export-table-consents = mitä luville on tapahtunut
export-table-log = kuka on käyttänyt tietojasi
export-table-messages = keskustelu sanasta sanaan
export-table-gone = tiedot, joita ei enää ole tallessa
export-table-kept = mitä laki säilyttää
export-table-requests = pyyntösi
export-readme-text = Kansiossa receipts ovat lupien kuitit, jos niitä on. Kansiossa decisions ovat päätökset, jos niitä on.
export-readme-proofs = Kansiossa proofs on todiste jokaisesta lokin merkinnästä. Lokin julkinen avain on log.vkey. Lokin allekirjoitettu tila on checkpoint. Myös tämä vienti on merkintä. Se nimeää tiedoston manifest.json, jossa on jokaisen tiedoston tarkiste.
export-readme-check = Tarkista ilman meitä: python3 verify.py TIEDOSTO.zip. Vertaa avainta log.vkey siihen, jonka palvelu julkaisee.
export-readme-again = Toinen Luukku ottaa tämän tiedoston vastaan sivulla Tietoni. Luvat eivät siirry: siellä sinulta kysytään uudelleen.
export-readme-care = Tiedostossa on henkilötietojasi. Pidä se tallessa paikassa, johon muut eivät pääse.

entry-export = Otit tietosi mukaan: { $facts }.
entry-export-for = { $who } otti tietosi mukaan pyynnöstäsi: { $facts }.
entry-import = Toit tietosi omasta tiedostostasi: { $facts }.
known-own-file = Toit tiedon omasta tiedostostasi. Se on kerrottu { $date }.

import-heading = Tuo tietosi
import-lead = Valitse tiedosto, jonka olet ottanut mukaasi toisesta Luukusta.
import-nothing-yet = Näet ensin, mitä siitä tulisi. Mitään ei vielä tallenneta.
import-file = Tiedosto
import-passphrase = Salalause, jos tiedosto on lukittu
import-read = Näytä, mitä siinä on
import-from = Tiedosto on otettu palvelusta { $origin } { $day }.
import-holds = Tiedosto on sellainen kuin se annettiin. Mitään ei ole muutettu.
import-holds-here = Tiedosto on otettu tästä palvelusta, eikä mitään ole muutettu.
import-faults = Kaikki ei täsmää
import-faults-what = Tiedostoa on muutettu sen jälkeen, kun se annettiin, tai se ei ole Luukusta. Tiedot voi silti tuoda. Tarkista, että ne ovat oikein.
import-faults-more = Ja { $n } muuta.
import-fault-missing = { $file } puuttuu.
import-fault-changed = { $file } on muutettu.
import-fault-not-proven = { $file } ei vastaa lokia.
import-fault-unknown = { $file } ei kuulu tiedostoon.
import-done = Tehty jo:
import-running = Kesken siellä. Täällä niitä kysytään uudelleen:
import-loose = Muut tiedot
import-left = Tätä ei tuoda
import-closed = { $n ->
    [one] Yksi suljettu asia
   *[other] { $n } suljettua asiaa
  }
import-permissions = Luvat eivät siirry. Mitään ei lähetetä ennen kuin sallit sen täällä.
import-take = Tuo nämä
import-empty = Tiedostossa ei ole mitään, mitä täällä voisi jatkaa.
import-back = Älä tuo
import-wrong = Tiedostoa ei voitu lukea: { $file } ei ole kunnossa. Mitään ei tuotu.
import-wrong-locked = Tiedosto on lukittu, eikä se auennut. Tarkista salalause. Jos se on lukittu avaimellesi, avaa se ensin itse.
import-wrong-version = { $file } on uudempaa tai vanhempaa muotoa, jota täällä ei osata lukea. Mitään ei tuotu.
import-wrong-too-large = { $file } on liian suuri. Mitään ei tuotu.
import-wrong-missing = Tästä puuttuu { $file }. Se ei ole Luukusta otettu tiedosto. Mitään ei tuotu.
import-wrong-damaged = Tämä ei ole ehjä ZIP-tiedosto. Mitään ei tuotu.

stop-wrong = Onko tämä väärin?
stop-restrict-what = Voit korjata tiedon itse. Jos se on kiistanalainen, voit rajoittaa sen käyttöä. Silloin sitä ei anneta kenellekään, ennen kuin ihminen on katsonut asian.
stop-restrict = Rajoita käyttöä
stop-restrict-name = Rajoita käyttöä: { $name }
stop-restricted = Rajoitit tämän käyttöä. Sitä ei anneta kenellekään, ennen kuin ihminen on katsonut asian.
stop-object-heading = Mitä voit vastustaa
stop-object-what = Näihin tietojasi käytetään muulla perusteella kuin luvallasi. Jos vastustat, käyttö pysähtyy heti, ja ihminen katsoo asian.
stop-object = Vastusta
stop-object-name = Vastusta: { $name }
stop-objected = Vastustit tätä. Tietojasi ei käytetä siihen, ennen kuin ihminen on katsonut asian.
entry-refused-objected = Estettiin, koska olet vastustanut tätä käyttöä. { $who } ei saanut tietoja: { $facts }.
entry-refused-restricted = Estettiin, koska olet rajoittanut tiedon käyttöä. { $who } ei saanut tietoja: { $facts }.
note-event-exported = { $name } otti tietosi mukaan puolestasi. Jos et ole pyytänyt sitä, kysy ihmiseltä.
