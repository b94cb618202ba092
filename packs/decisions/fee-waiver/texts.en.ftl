# Reminder fees.
decision-fee-waiver = Reminder fees
    .name = Reminder fees
    .yes = No reminder fees are charged.
    .no = Reminder fees are not taken off automatically.
    .open = Reminder fees cannot be decided on yet.
    .step = A human can still go through the fees with you.
    .redress = Contact consumer advice. They advise and mediate free of charge.
    .draft = I do not agree with the decision about reminder fees. I ask that a human looks at my case again.
rule-fee-waiver-income-gone = Your income has ended.
rule-fee-waiver-home-at-risk = The home may be at risk.
rule-fee-waiver-nothing-late = Payments are on time, so there is nothing to take off.
