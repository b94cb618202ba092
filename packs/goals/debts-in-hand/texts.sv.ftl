goalpack-debts-in-hand = Skulderna under kontroll
    .name = att få skulderna under kontroll
    .leaves = Det kan ta flera år, och alla sätt passar inte alla. Borgenären bestämmer om den går med på ett avtal. Skuldrådgivaren ser helheten.
