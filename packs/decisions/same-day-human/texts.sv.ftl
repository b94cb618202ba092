# En människa redan i dag.
decision-same-day-human = En människa redan i dag
    .name = En människa redan i dag
    .yes = En människa svarar dig redan samma arbetsdag, om du ber om det.
    .no = En människa svarar inom vanlig tid.
    .open = En människa svarar inom vanlig tid.
    .step = Du kan be om en människa när som helst.
    .redress = Kontakta konsumentrådgivningen om svaret dröjer.
    .draft = Mitt ärende brådskar. Jag ber att en människa svarar mig redan i dag.
rule-same-day-human-home-at-risk = Hemmet kan vara i fara.
rule-same-day-human-letter-due = Brevets förfallodag är inom tre dagar.
