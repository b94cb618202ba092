# Pensionering. Ingen brådska, inga uppmaningar att gå eller stanna.

event-retirement = Pensionering
    .title = Du ska gå i pension
    .greeting = Ett nytt skede börjar. Pensionen börjar inte av sig själv, så vi ser vad som ska sökas och när.
    .confirm = Förstod jag rätt: ska du gå i ålderspension?
    .confirm-why = Jag vill vara säker innan jag gör upp en plan.
    .example = ”Jag går i pension nästa vår.”

fact-pension-stage = läget med pensionen
    .name = Läget med pensionen
    .ask = Har du redan sökt pension?
    .why = Det avgör vad som är nästa steg.
    .planning = inte ännu
    .applied = jag har sökt
    .granted = beslutet har kommit
fact-event-date = pensionens början
    .name = Pensionens början

service-old-age-pension = Ansökan om ålderspension
    .name = Ansökan om ålderspension
    .benefit = Med en ansökan söker du arbetspension och FPA:s pension.
    .without = Pensionen börjar inte av sig själv. Arbetspension fås för högst tre månader bakåt.
    .redress = Du kan ta tillbaka ansökan före beslutet. I beslutet står hur det kan överklagas.
    .do = Kontrollera först ditt arbetspensionsutdrag och din pensionsålder på arbetspension.fi. Sök ungefär en månad innan pensionen ska börja. Pensionen börjar alltid den första dagen i en månad.
service-end-of-employment = Att avsluta anställningen
    .name = Att avsluta anställningen
    .benefit = Pensionen kan börja när du vill.
    .without = Ålderspensionen börjar oftast inte om anställningen fortsätter.
    .do = Säg upp dig i tid enligt uppsägningstiden. En företagare behöver inte sluta.
service-pension-tax-card = Skattekort för pensionen
    .name = Skattekort för pensionen
    .benefit = Rätt skatt dras från början.
    .without = Utan skattekort för pension är skatten 40 procent.
    .do = Sök skattekortet i MinSkatt så snart pensionsbeslutet har kommit. Om du arbetar vid sidan av pensionen behövs ett eget skattekort för lönen.

purpose-old-age-pension = handläggning av pensionsansökan
purpose-end-of-employment = att avsluta anställningen
purpose-pension-tax-card = ansökan om skattekort
