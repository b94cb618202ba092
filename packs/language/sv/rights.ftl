# Rättigheter: vad man läser före raderingen, vad som blir kvar och hur en begäran går vidare.

erase-heading = Radera dina uppgifter
erase-link = Radera alla dina uppgifter
erase-link-what = Du ser först vad som raderas och vad som följer av det.
erase-lead = Vi raderar allt som du har berättat och allt som vi har svarat dig. Ingen kan läsa det mer, inte heller vi.
erase-stops = Det här upphör
erase-stops-case = { $case }: ärendet sköts inte mer, och ingenting påminns du om.
erase-stops-human = Du står inte längre i kö till en människa.
erase-stops-nothing = Inget ärende är på gång.
erase-tells = Vem som får veta
erase-told = { $who } har redan fått uppgifter om dig. Vi berättar att dina uppgifter är raderade här. Där avgör man själv vad lagen kräver.
erase-told-nobody = Dina uppgifter har inte skickats till någon.
erase-keeps = Vad lagen kräver att vi sparar
erase-kept = { $fact }: { $ground }. Vi raderar det { $until }.
erase-kept-nothing = Lagen kräver inte att vi sparar något av dina uppgifter.
erase-afterwards = Vad som blir kvar
erase-after-log = I loggen finns bara nummer kvar som inte kan kopplas till dig. Med dem ser man att loggen inte har ändrats.
erase-after-copies = Om en gammal säkerhetskopia tas i bruk raderas du ur den innan tjänsten öppnas.
erase-after-final = Raderingen kan inte ångras.
erase-button = Radera allt nu
erase-back = Radera inte, tillbaka
erase-done-heading = Dina uppgifter är raderade
erase-done = Allt raderades { $day }. Spara det här intyget, för vi känner dig inte längre.
erase-going = Dina uppgifter är raderade, och ingen kan läsa dem mer. De sista spåren försvinner ur filerna inom en timme. Då hittar du intyget på den här sidan.
erase-number = Raderingens nummer: { $number }
erase-proof = Intyg
erase-proof-what = Intygets underskrift kan kontrolleras med loggens öppna nyckel.
erase-save = Spara intyget

entry-keep = { $who } sparade: { $facts }. Grund: { $ground }.
purpose-legal-hold = bevarande som lagen kräver

rights-heading = Din begäran
right-erase = Den { $asked } bad du oss radera dina uppgifter. Vi raderar dem senast { $due }.
right-erase-done = Den { $asked } bad du oss radera dina uppgifter. De raderades { $done }.
right-correct = Den { $asked } bad du oss rätta dina uppgifter. Vi svarar senast { $due }.
right-correct-done = Den { $asked } bad du oss rätta dina uppgifter. Vi svarade { $done }.
right-object = Den { $asked } motsatte du dig att dina uppgifter används. Vi svarar senast { $due }.
right-object-done = Den { $asked } motsatte du dig att dina uppgifter används. Vi svarade { $done }.
right-restrict = Den { $asked } bad du oss begränsa hur dina uppgifter används. Vi svarar senast { $due }.
right-restrict-done = Den { $asked } bad du oss begränsa hur dina uppgifter används. Vi svarade { $done }.
right-export = Den { $asked } bad du att få dina uppgifter med dig. Du får dem senast { $due }.
right-export-done = Den { $asked } bad du att få dina uppgifter med dig. Du fick dem { $done }.
right-longer = Det tar längre tid eftersom { $reason }

letter-erased-title = Avsändaren har raderat uppgifterna
letter-erased-lead = Personen som de här breven gällde har raderats ur avsändarens tjänst. Radera hens uppgifter också hos er, om lagen inte kräver att de sparas.
letter-erased-shares = Breven som det gäller
letter-erased-until = Ni behöver inte svara. Senare svar på de här breven läses inte mer.
