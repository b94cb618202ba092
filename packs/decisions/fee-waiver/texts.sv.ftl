# Påminnelseavgifter.
decision-fee-waiver = Påminnelseavgifter
    .name = Påminnelseavgifter
    .yes = Påminnelseavgifter tas inte ut.
    .no = Påminnelseavgifterna tas inte bort automatiskt.
    .open = Det går ännu inte att besluta om påminnelseavgifterna.
    .step = En människa kan ändå gå igenom avgifterna med dig.
    .redress = Kontakta konsumentrådgivningen. Den ger råd och medlar utan avgift.
    .draft = Jag är av annan åsikt om beslutet som gäller påminnelseavgifterna. Jag ber att en människa behandlar mitt ärende på nytt.
rule-fee-waiver-income-gone = Dina inkomster har tagit slut.
rule-fee-waiver-home-at-risk = Hemmet kan vara i fara.
rule-fee-waiver-nothing-late = Betalningarna är i tid, så det finns inget att ta bort.
