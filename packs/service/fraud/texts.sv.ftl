# Bedrägeri och identitetsstöld. Banken först. Inga förebråelser, inget avgiftsbelagt skydd. Koder frågas aldrig.

event-fraud = Bedrägeri eller identitetsstöld
    .title = Bedrägeri eller missbruk av uppgifter
    .greeting = Det här kan hända vem som helst. Ring först din egen bank om pengar, kort eller koder är i fara. Ge inte koderna till någon, inte heller här.
    .confirm = Förstod jag rätt: har du blivit lurad, eller har dina uppgifter missbrukats?
    .confirm-why = Jag vill vara säker innan jag gör upp en plan.
    .example = ”Någon har tagit lån i mitt namn.”

fact-money-lost = förlorade pengar
    .name = Förlorade pengar
    .true = pengar har försvunnit
    .false = inga pengar har försvunnit
fact-id-leaked = uppgifter i fel händer
    .name = Personuppgifter
    .ask = Har din personbeteckning eller andra personuppgifter hamnat i fel händer?
    .why = Då lönar det sig att anmäla förbud som försvårar lån och flyttanmälningar i ditt namn. Skriv inte beteckningen här.
    .true = uppgifter är eller kan vara i fel händer
    .false = inga uppgifter i fel händer
fact-amount-eur = summan
    .name = Summa
fact-event-date = dagen
    .name = Dag

service-block-cards = Spärra kort och koder
    .name = Spärra kort och koder
    .benefit = Banken spärrar kort och koder och kan försöka stoppa betalningen. Ju snabbare, desto bättre.
    .without = Mer pengar kan försvinna, och dröjsmål kan påverka ersättningen.
    .do = Ring banken på ett nummer som du själv hittar på kortet eller bankens sidor. Om banken inte ersätter hjälper FINE gratis.
service-crime-report = Brottsanmälan
    .name = Brottsanmälan
    .benefit = Anmälans nummer behövs i banken och när du bestrider en räkning eller ett lån.
    .without = Utan anmälan utreder polisen i allmänhet inte saken.
    .do = Gör anmälan på polisen.fi eller på en polisstation. Spara meddelanden, nummer och kvitton. Bestrid främmande räkningar skriftligt före förfallodagen.
service-identity-bans = Förbud som skyddar dina uppgifter
    .name = Förbud som skyddar dina uppgifter
    .benefit = Kreditförbudet visar kreditgivarna att någon annan kan söka lån i ditt namn. Det är gratis.
    .without = Någon kan söka lån eller göra en flyttanmälan i ditt namn.
    .do = Anmäl kreditförbud i positiva kreditupplysningsregistret och spärr för flyttanmälan hos Myndigheten för digitalisering och befolkningsdata. Ta bort dem när du själv söker lån eller flyttar.

purpose-block-cards = spärrande av kort och koder
purpose-crime-report = brottsanmälan
purpose-identity-bans = att hindra missbruk
