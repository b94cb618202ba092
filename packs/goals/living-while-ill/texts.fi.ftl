goalpack-living-while-ill = Toimeentulo sairauden ajalle
    .name = toimeentulo sairauden ajalle
    .leaves = Päivärahan päättää Kela, ja se on usein palkkaa pienempi. Hoidosta päättävät lääkäri ja sinä. Laskuista voi sopia erikseen.
