# Mål: vad en människa vill, innan man vet vad som har hänt.

goal-said = Ditt mål: { $name }.
goal-ask = Vad har hänt? Då ser jag vad som hjälper.
goal-ask-why = Samma mål kräver olika saker i olika situationer.
goal-confirm = Är det här viktigt för dig: { $name }?
goal-confirm-why = Om det är så visar planen vad som hjälper och vad som lämnas öppet.
goal-declined = Okej, jag håller det inte för ditt mål.
goal-kept = Jag antecknade ditt mål: { $name }. I planen ser du vad som hjälper.
goal-heading = Ditt mål
goal-in-event = { $event }: { $services }.
goal-leaves = Det här lämnas öppet: { $leaves }
goal-remove = Ta bort målet
goal-remove-what = Ta bort målet: { $name }
goal-owner = För målets innehåll svarar: { $owner }.
