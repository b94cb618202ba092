# Studiestart. Glatt, en gratulation.
org-educator = Läroanstalten

event-studies = Studiestart
    .title = Du börjar studera
    .greeting = Grattis till studierna! Några saker lönar det sig att sköta genast, för studiestöd fås inte i efterhand.
    .confirm = Förstod jag rätt: ska du börja studera?
    .confirm-why = Jag vill vara säker innan jag gör upp en plan.
    .example = ”Jag fick en studieplats.”

fact-studies-level = vad du studerar
    .name = Vad du studerar
    .ask = Var börjar du studera?
    .why = Vid högskolor betalas en hälsovårdsavgift. FPA behöver uppgiften för studiestödet.
    .higher = universitet eller yrkeshögskola
    .secondary = gymnasium eller yrkesskola
    .other = annat
fact-event-date = studiernas början
    .name = Studiernas början

service-student-aid = Studiestöd och bostadstillägg
    .name = Studiestöd och bostadstillägg
    .benefit = Pengar för studietiden. Om du bor på hyra eller i bostadsrättsbostad, fråga samtidigt om bostadstillägg.
    .without = Stödet börjar tidigast den månad då ansökan är framme.
    .redress = Du kan ta tillbaka begäran hos FPA. Ett beslut kan överklagas inom 37 dagar efter att det postades.
    .do = Ansök i MittFPA så snart du har tagit emot platsen, för hela studietiden på en gång. Om du bor med ditt eget eller din partners barn, fråga om allmänt bostadsbidrag.
service-study-place = Att ta emot platsen och anmäla sig
    .name = Att ta emot platsen och anmäla sig
    .benefit = Platsen är din.
    .without = Om du inte tar emot platsen eller anmäler dig i tid förlorar du den.
    .do = Tidsgränsen står i antagningsmeddelandet. En högskoleplats tas emot i Min Studieinfo. Svaret är bindande.
service-student-health-fee = Hälsovårdsavgift
    .name = Hälsovårdsavgift
    .benefit = Du får använda SHVS tjänster.
    .without = Det kommer ingen räkning. En sen avgift blir fem euro dyrare.
    .do = Betala i MittFPA för varje termin då du är närvarande. Förfallodagen är på våren oftast 15.3 och på hösten 15.11.

purpose-student-aid = handläggning av studiestöd
purpose-study-place = att säkra studieplatsen
purpose-student-health-fee = betalning av hälsovårdsavgiften
