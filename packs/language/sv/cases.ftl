# Several matters in one conversation, pausing, and what a person's own situation changes.
reply-person-called = Jag har kallat på en människa.
reply-later = Det går bra. Allt finns kvar, och vi fortsätter när det passar dig.
reply-taken-up = Nu gäller det: { $event }.
reply-turned-to = Sedan det andra ärendet: { $event }.
reply-turvakielto = Tack för att du berättade. Jag säger inte till någon var du bor och visar det inte heller.
reply-minor = Bra att du skrev. Jag skickar ingenting för dig på egen hand, utan en människa hjälper dig.
reply-acting = För någon annans del skickar jag ingenting förrän en människa har tittat på fullmakten med dig.
cases-title = Dina ärenden
cases-at-hand = framme nu
cases-take-up = Fortsätt med det här
plan-goal = Ditt mål: { $name } Det här bidrar: { $steps }. { $leaves }
plan-goal-none = Ditt mål: { $name } { $leaves }
plan-nothing-sold = I den här situationen säljer vi ingenting till dig. För regeln ansvarar { $owner } ({ $law }).
reply-question-service = { $name }: { $text }
reply-question-plan = Jag samlar allt i en plan. Enskilda frågor kan jag inte svara på än, men en människa kan.
