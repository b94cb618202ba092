# Att vårda en närstående. Ingen pressas att bli vårdare.

event-caring = Vård av en närstående
    .title = Du vårdar en närstående
    .greeting = Du bär mycket. Vi ser vad som kunde göra vardagen lättare.
    .confirm = Förstod jag rätt: vårdar du en närstående?
    .confirm-why = Jag vill förstå rätt innan jag gör upp en plan.
    .example = ”Jag vårdar min mamma hemma.”

fact-person-role = vem du vårdar
    .name = Vem du vårdar
fact-work-status = din arbetssituation
    .name = Din arbetssituation
    .ask = Vilken är din arbetssituation?
    .why = Den som arbetar kan få ledigt för att vårda en närstående.
    .employed = anställd
    .entrepreneur = företagare
    .unemployed = arbetslös
    .student = studerande
    .at-home = hemma
    .retired = pensionerad
fact-municipality = hemkommunen för den som vårdas
    .name = Hemkommun för den som vårdas

service-informal-care-support = Stöd för närståendevård
    .name = Stöd för närståendevård
    .benefit = I stödet kan ingå vårdarvode, lediga dagar och hjälp i hemmet. Det är värt att fråga.
    .without = Välfärdsområdet beslutar om stödet inom sina anslag. Ingen kan tvingas bli närståendevårdare.
    .do = Sök stödet hos välfärdsområdet där din närstående bor. Kom först överens med henne eller honom. Ett läkarutlåtande behövs. Säg inte upp dig från jobbet före beslutet.
service-carer-leave = Ledighet för vård av anhörig
    .name = Ledighet för vård av anhörig
    .benefit = Du kan vara borta fem arbetsdagar per kalenderår när en anhörig behöver din hjälp på grund av svår sjukdom.
    .without = Ledigheten är utan lön. Du kan också komma överens med arbetsgivaren om annan flexibilitet.
    .do = Berätta för arbetsgivaren om ledigheten och hur länge den varar så snart du kan.
service-care-authorisations = Fullmakter att sköta ärenden
    .name = Fullmakter att sköta ärenden
    .benefit = Du kan sköta din närståendes ärenden med tillåtelse också när han eller hon inte längre orkar.
    .without = Inte ens make eller barn får sköta en annans ärenden utan fullmakt.
    .do = Gör fullmakterna tillsammans medan din närstående ännu förstår vad de betyder. En intressebevakningsfullmakt kräver två vittnen.

purpose-informal-care-support = ansökan om stöd för närståendevård
purpose-carer-leave = överenskommelse om ledighet
purpose-care-authorisations = uppgörande av fullmakter
