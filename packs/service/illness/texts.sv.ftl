# En lång sjukledighet. Datum räcker; sjukdomen frågas inte.

event-illness = Lång sjukledighet
    .title = Du är sjukledig
    .greeting = Tråkigt att höra att du är sjuk. Jag samlar ärendena så att du kan vila.
    .confirm = Förstod jag rätt: är du sjukledig en längre tid?
    .confirm-why = Jag vill förstå rätt innan jag gör upp en plan.
    .example = ”Jag blev sjukskriven för en lång tid.”

fact-event-date = första sjukdagen
    .name = Första sjukdagen
    .ask = Från vilken dag har du varit borta från jobbet?
    .why = Från den dagen räknas tiden för att söka sjukdagpenning. Sjukdomen behöver du inte berätta om.
fact-work-status = din arbetssituation
    .name = Din arbetssituation
    .ask = Vilken är din arbetssituation?
    .why = Den avgör om arbetsgivaren eller du själv söker dagpenningen.
    .employed = anställd
    .entrepreneur = företagare
    .unemployed = arbetslös
    .student = studerande
    .at-home = hemma
    .retired = pensionerad
fact-leave-paid = lön under sjukdomen
    .name = Lön under sjukdomen
    .true = lön betalas
    .false = ingen lön betalas
fact-municipality = hemkommunen
    .name = Hemkommun

service-occupational-health-notice = Uppgift till företagshälsovården
    .name = Uppgift till företagshälsovården
    .benefit = Arbetsgivaren meddelar företagshälsovården när frånvaron har varat över 30 dagar. Ni kan planera återgången tillsammans.
    .without = Du behöver inte själv anmäla det här.
service-sickness-allowance = Sjukdagpenning
    .name = Sjukdagpenning
    .benefit = Pengar för tiden då du inte kan arbeta. Det är värt att fråga om sjukdomen varar över tio vardagar.
    .without = Om arbetsgivaren betalar lön söker den oftast dagpenningen själv. Annars är ansökningstiden två månader.
    .redress = Du kan ta tillbaka begäran hos FPA. Ett beslut kan överklagas inom 37 dagar efter att det postades.
    .do = Ansök i MittFPA inom två månader. Bifoga läkarintyget. Det behöver du inte visa för Luukku.
service-sick-note = Intyg till arbetsgivaren
    .name = Intyg till arbetsgivaren
    .benefit = Arbetsgivaren känner till frånvaron och kan betala rätt lön.
    .without = Utan intyg kan lönen utebli.
    .do = Lämna läkarintyget enligt arbetsplatsens anvisning. Du behöver inte berätta om sjukdomen för andra.

purpose-occupational-health-notice = uppgift om frånvaron till företagshälsovården
purpose-sickness-allowance = behandling av sjukdagpenningen
purpose-sick-note = besked om frånvaron
