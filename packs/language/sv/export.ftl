# Egna uppgifter med och tillbaka: sidor, filens anvisning och loggens anteckningar.

export-heading = Ta med dina uppgifter
export-link = Ta med dina uppgifter
export-link-what = Du får allt som finns sparat om dig i en enda fil.
export-lead = Du får en ZIP-fil. Där finns allt du har berättat, vad du har fått för svar och vem som har använt dina uppgifter.
export-use = Du kan läsa den själv, öppna tabellerna i ett kalkylprogram eller ta den till en annan Luukku.
export-care = I filen står också var du bor, om du har berättat det. Förvara den där andra inte kommer åt den.
export-plain = Ladda ner filen
export-locked-heading = Lås filen
export-locked-what = Du kan låsa filen med egna ord. Då kan ingen annan öppna den, inte heller vi.
export-passphrase = Lösenfras, minst 12 tecken
export-passphrase-what = Skriv upp den. Försvinner den går filen inte att öppna.
export-recipient = Eller din age-nyckel (börjar med age1)
export-locked = Ladda ner låst
export-back = Tillbaka
export-wrong-passphrase = Lösenfrasen ska ha minst 12 tecken. Filen gjordes inte ännu.
export-wrong-recipient = Det här är inte en age-nyckel. En sådan börjar med age1. Filen gjordes inte ännu.
export-import = Ta hit dina uppgifter från en annan Luukku
export-import-what = Har du tagit med dina uppgifter från en annan tjänst kan du fortsätta med dem här.

export-readme-title = Dina uppgifter från Luukku
export-readme-what = Det här är allt som tjänsten { $origin } hade sparat om dig { $made } (UTC).
export-readme-files = luukku.jsonld: alla uppgifter i maskinläsbar form (JSON-LD). Ordens betydelser finns i filen context.jsonld. Ingenting behöver hämtas från nätet.
export-readme-tables = CSV-filerna öppnas i ett kalkylprogram. En apostrof först i en cell hindrar att cellen blir en formel.
export-table-facts = vad du har berättat
export-table-cases = dina ärenden
export-table-steps = ärendenas steg
export-table-permissions = tillstånden nu
export-table-consents = vad som har hänt med tillstånden
export-table-log = vem som har använt dina uppgifter
export-table-messages = samtalet ord för ord
export-table-gone = uppgifter som inte längre är sparade
export-table-kept = vad lagen bevarar
export-table-requests = dina begäranden
export-readme-text = I mappen receipts finns kvitton på tillstånd, om det finns några. I mappen decisions finns beslut, om det finns några.
export-readme-proofs = I mappen proofs finns ett bevis för varje anteckning i loggen. Loggens offentliga nyckel är log.vkey. Loggens undertecknade läge är checkpoint. Också det här uttaget är en anteckning. Den anger filen manifest.json, där varje fils kontrollsumma står.
export-readme-check = Kontrollera utan oss: python3 verify.py FIL.zip. Jämför nyckeln log.vkey med den som tjänsten publicerar.
export-readme-again = En annan Luukku tar emot filen på sidan Mina uppgifter. Tillstånd följer inte med: där frågar vi dig på nytt.
export-readme-care = Filen innehåller dina personuppgifter. Förvara den där andra inte kommer åt den.

entry-export = Du tog med dina uppgifter: { $facts }.
entry-export-for = { $who } tog med dina uppgifter på din begäran: { $facts }.
entry-import = Du tog hit uppgifter ur din egen fil: { $facts }.
known-own-file = Du tog hit uppgiften ur din egen fil. Den berättades { $date }.

import-heading = Ta hit dina uppgifter
import-lead = Välj filen som du har tagit med dig från en annan Luukku.
import-nothing-yet = Du får först se vad som skulle komma in. Inget sparas ännu.
import-file = Fil
import-passphrase = Lösenfras, om filen är låst
import-read = Visa vad som finns i den
import-from = Filen togs ut ur tjänsten { $origin } den { $day }.
import-holds = Filen är som när den gavs ut. Inget har ändrats.
import-holds-here = Filen togs ut ur den här tjänsten, och inget har ändrats.
import-faults = Allt stämmer inte
import-faults-what = Filen har ändrats efter att den gavs ut, eller så kommer den inte från Luukku. Uppgifterna kan ändå tas hit. Kontrollera att de är rätt.
import-faults-more = Och { $n } till.
import-fault-missing = { $file } saknas.
import-fault-changed = { $file } har ändrats.
import-fault-not-proven = { $file } stämmer inte med loggen.
import-fault-unknown = { $file } hör inte till filen.
import-done = Redan gjort:
import-running = På gång där. Här frågar vi om det på nytt:
import-loose = Övriga uppgifter
import-left = Det här följer inte med
import-closed = { $n ->
    [one] Ett avslutat ärende
   *[other] { $n } avslutade ärenden
  }
import-permissions = Tillstånd följer inte med. Inget skickas förrän du tillåter det här.
import-take = Ta hit det här
import-empty = I filen finns inget att fortsätta med här.
import-back = Ta inte hit
import-wrong = Filen kunde inte läsas: { $file } är inte i ordning. Inget togs hit.
import-wrong-locked = Filen är låst och gick inte att öppna. Kontrollera lösenfrasen. Är den låst med din nyckel, öppna den först själv.
import-wrong-version = { $file } har en nyare eller äldre form som inte kan läsas här. Inget togs hit.
import-wrong-too-large = { $file } är för stor. Inget togs hit.
import-wrong-missing = Här saknas { $file }. Det är ingen fil från Luukku. Inget togs hit.
import-wrong-damaged = Det här är ingen hel ZIP-fil. Inget togs hit.

stop-wrong = Är det här fel?
stop-restrict-what = Du kan själv rätta uppgiften. Är den omtvistad kan du begränsa användningen. Då ges den inte till någon förrän en människa har sett på saken.
stop-restrict = Begränsa användningen
stop-restrict-name = Begränsa användningen: { $name }
stop-restricted = Du har begränsat användningen. Uppgiften ges inte till någon förrän en människa har sett på saken.
stop-object-heading = Vad du kan invända mot
stop-object-what = Här används dina uppgifter på annan grund än ditt tillstånd. Invänder du stoppas användningen genast, och en människa ser på saken.
stop-object = Invänd
stop-object-name = Invänd: { $name }
stop-objected = Du har invänt mot det här. Dina uppgifter används inte till det förrän en människa har sett på saken.
entry-refused-objected = Stoppades, eftersom du har invänt mot användningen. { $who } fick inte uppgifterna: { $facts }.
entry-refused-restricted = Stoppades, eftersom du har begränsat användningen. { $who } fick inte uppgifterna: { $facts }.
note-event-exported = { $name } tog med dina uppgifter för din räkning. Om du inte har bett om det, fråga en människa.
