# Vad uppgifter används till och på vilken grund. Själva reglerna: packs/rules.

purpose-own = att visa dina egna uppgifter för dig
    .sentence = Du ser dina egna uppgifter och vad de har använts till.
purpose-said = Uppgifterna används till detta: { $purpose }.
purpose-basis-consent = Det här bygger på ditt samtycke, och du kan ta tillbaka det när som helst.
purpose-basis-contract = Det här görs för att du bad om tjänsten.
purpose-basis-obligation = Det här bygger på lag.
purpose-basis-vital = Det här görs när någons liv eller hälsa är i fara.
purpose-basis-task = Det här är en myndighetsuppgift, och du kan motsätta dig den.
purpose-basis-interest = Det här bygger på ett berättigat intresse, och du kan motsätta dig det.
purpose-kept = Uppgifterna sparas för detta i högst { $days } dagar efter att ärendet är klart eller tillåtelsen har upphört.

card-form-year = { $name } (bara året)
card-form-month = { $name } (bara månaden)
card-form-over-18 = { $name } (bara om personen är myndig)
card-form-area = { $name } (bara området)
effect-special = Uppgiften är känslig, så den kräver ett eget svar.
