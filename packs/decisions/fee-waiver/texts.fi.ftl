# Muistutusmaksut.
decision-fee-waiver = Muistutusmaksut
    .name = Muistutusmaksut
    .yes = Muistutusmaksuja ei peritä.
    .no = Muistutusmaksuja ei poisteta automaattisesti.
    .open = Muistutusmaksuista ei voi vielä päättää.
    .step = Ihminen voi silti katsoa maksut kanssasi.
    .redress = Ota yhteys kuluttajaneuvontaan. Se neuvoo ja sovittelee maksutta.
    .draft = Olen eri mieltä päätöksestä, joka koskee muistutusmaksuja. Pyydän, että ihminen käsittelee asiani uudelleen.
rule-fee-waiver-income-gone = Tulosi ovat loppuneet.
rule-fee-waiver-home-at-risk = Koti voi olla vaarassa.
rule-fee-waiver-nothing-late = Maksut ovat ajallaan, joten poistettavaa ei ole.
