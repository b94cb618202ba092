# Payment plan. The reason is always the rule that decided.
org-consumer-advice = Consumer advice
decision-payment-plan = Payment plan
    .name = Payment plan
    .yes = A payment plan can be made at once.
    .no = A payment plan is not made automatically.
    .open = A payment plan cannot be decided on yet.
    .step = A human can still agree on payments with you.
    .redress = Contact consumer advice. They advise and mediate free of charge.
    .draft = I do not agree with the decision about a payment plan. I ask that a human looks at my case again.
rule-payment-plan-few-debts = There are five loans or bills at most.
rule-payment-plan-many-debts = There are six loans or bills or more. Then a human looks at the whole.
rule-payment-plan-in-enforcement = Some debt is with the enforcement authority. It is settled with them.
rule-payment-plan-home-first = The home may be at risk. Then the home comes first.
