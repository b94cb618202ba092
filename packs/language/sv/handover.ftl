# När en människa är bättre: varför, senast när, vem som svarar, vad hen får veta.

promise-today = senast i dag kl. { $time }
promise-tomorrow = senast i morgon kl. { $time }
promise-day = senast { $day } kl. { $time }

human-button = Tala med en människa
human-cancel = Det behövs inte längre
human-waiting = En människa svarar { $promise }. Ärendets nummer är { $number }.
human-held = { $name } svarar nu. Maskinen är tyst.
human-held-unnamed = En människa svarar nu. Maskinen är tyst.
human-offer-when = Om du kallar på en människa nu får du svar { $promise }.
human-offer-grief = Du kan tala med en människa när du vill.
human-offer-hard = I den här situationen kan en människa hjälpa.
human-offer-minor = Du kan kalla på en vuxen människa som hjälper.
human-offer-acting = En människa kan se på fullmakten med dig.
human-offer-not-understood = Jag har inte förstått dig. En människa kan hjälpa.
human-offer-stuck = Ett ärende har inte gått framåt. En människa kan reda ut det.
human-back = Maskinen fortsätter.
human-back-question = Det här frågade jag sist.
human-back-card = Tillåtelsekortet väntar på dig. Det är ingen brådska.
human-back-open = Du kan skriva här när det passar dig.

handover-reason-asked = Önskan att tala med en människa.
handover-reason-danger = Någon kan vara i fara.
handover-reason-danger-self-harm = Oro för det egna livet.
handover-reason-danger-violence = Våld eller hot om våld.
handover-reason-danger-abuse = Oro för ett barn eller för en närståendes kontroll.
handover-reason-danger-scam = Ett bedrägeri kan pågå just nu.
handover-reason-danger-medical = Liv eller hälsa kan vara i fara just nu.
handover-reason-grief = Ett dödsfall eller en annan förlust.
handover-reason-hard = En situation där en människa hjälper bäst.
handover-reason-minor = En ung person är här ensam.
handover-reason-acting = Någon sköter en annans ärende. Fullmakten ska ses över.
handover-reason-not-understood = Maskinen förstod inte meddelandena.
handover-reason-stuck = Ett ärende har inte gått framåt.
handover-reason-complaint = Ärendet sköttes inte som önskat.
handover-reason-branch = Besök på servicestället.

queue-no-event = Ärendet är ännu oklart

brief-title = Ärende { $number }
brief-title-event = Ärende { $number }: { $event }
brief-step = { $who } – { $name }: { $word }.
brief-own = Att göra själv: { $name }, { $deadline }.
brief-more = { $n ->
        [one] Dessutom en punkt i planen.
       *[other] Dessutom { $n } punkter i planen.
    }
brief-nothing = Ingen har ännu fått veta något.
brief-closed = Spärrmarkering: detta visas inte för någon: { $facts }.
brief-unsure = Maskinen är inte säker på vad som har hänt.
brief-unconfirmed = Uppgifterna är ännu inte bekräftade.
brief-acting = Det gäller någon annans ärende.
brief-minor = Personen är minderårig.

note-event-queued = Vi har kallat på en människa. Du får svar { $promise }.
note-event-queued-again = Du väntar igen på en människa. Du får svar { $promise }.
note-event-until-then = Maskinen svarar tills dess.
note-event-taken = { $name } svarar nu. Maskinen är tyst.
note-event-joined = { $name } betjänar dig på servicestället. Maskinen är tyst.
note-event-handed-back = Maskinen svarar igen.
note-event-left = Du väntar inte längre på en människa. Maskinen svarar.
note-event-promise-moved = Vi skulle svara { $was }. Vi hann inte. Ny tid: { $promise }.
note-event-promise-moved-danger = Vi skulle svara { $was }. Vi hann inte. Ny tid: { $promise }. Om faran är här nu, ring 112.
note-event-looked-in = { $name } tittade på ditt samtal fast hen inte hade ärendet. Skäl: { $reason } ”{ $text }”
note-kept = { $name } antecknade { $when }: ”{ $text }”

entry-look-desk = { $who } läste samtalet och uppgifterna: { $facts }. Hen skötte ärendet då.
entry-look-conversation = { $who } läste samtalet. Hen skötte ärendet då.
entry-look-refused = Hindrades: { $who } fick inte se dina uppgifter.
entry-glass-desk = { $who } läste samtalet och uppgifterna: { $facts }. Hen hade inte ärendet. Skäl: { $reason } ”{ $text }”
entry-glass-conversation = { $who } läste samtalet. Hen hade inte ärendet. Skäl: { $reason } ”{ $text }”
entry-break-glass = { $who } läste uppgifter fast hen inte hade ärendet.
entry-authority = En myndighet fick ett utdrag om vad tjänsten gör.
glass-reason-danger = Någon kan vara i fara.
glass-reason-absent = Den som har ärendet gick inte att nå, och det kunde inte vänta.
glass-reason-complaint = Ett klagomål utreds.
glass-reason-fault = Ett fel utreds.
glass-reason-authority = En myndighet bad om det med stöd av lag.

purpose-authority = utdrag till en myndighet
purpose-break-glass = att titta av ett särskilt skäl
purpose-handover = service av en människa
fact-conversation = samtalet
    .name = Samtalet
