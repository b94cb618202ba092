goalpack-keep-home = The home stays
    .name = not to lose the home
    .leaves = The bank, the landlord and the enforcement authority decide on their own matters. Luukku cannot promise the outcome. Other debts stay in the plan.
