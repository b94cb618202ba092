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
entry-import = Toit tietosi omasta tiedostostasi: { $facts }.
known-own-file = Toit tiedon omasta tiedostostasi. Se on kerrottu { $date }.
