goalpack-debts-in-hand = Debts in hand
    .name = to get debts in hand
    .leaves = It can take years, and not every way suits everybody. A creditor decides whether to agree. A debt adviser sees the whole.
