goalpack-debts-in-hand = Velat hallintaan
    .name = saada velat hallintaan
    .leaves = Se voi viedä vuosia, eikä jokainen keino sovi kaikille. Velkoja päättää, suostuuko se sopimukseen. Velkaneuvoja näkee kokonaisuuden.
