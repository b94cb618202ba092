# Betalningsplan. Orsaken är alltid den regel som avgjorde.
org-consumer-advice = Konsumentrådgivningen
decision-payment-plan = Betalningsplan
    .name = Betalningsplan
    .yes = En betalningsplan kan göras genast.
    .no = En betalningsplan görs inte automatiskt.
    .open = Det går ännu inte att besluta om en betalningsplan.
    .step = En människa kan ändå komma överens med dig om betalningarna.
    .redress = Kontakta konsumentrådgivningen. Den ger råd och medlar utan avgift.
    .draft = Jag är av annan åsikt om beslutet som gäller betalningsplanen. Jag ber att en människa behandlar mitt ärende på nytt.
rule-payment-plan-few-debts = Lånen eller räkningarna är högst fem.
rule-payment-plan-many-debts = Lånen eller räkningarna är sex eller fler. Då ser en människa på helheten.
rule-payment-plan-in-enforcement = En del av skulderna är i utsökning. Om dem kommer man överens med utsökningen.
rule-payment-plan-home-first = Hemmet kan vara i fara. Då sköts hemmet först.
