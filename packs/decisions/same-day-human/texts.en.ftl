# A human the same day.
decision-same-day-human = A human the same day
    .name = A human the same day
    .yes = A human answers you within the same working day, if you ask for one.
    .no = A human answers within the usual time.
    .open = A human answers within the usual time.
    .step = You can ask for a human at any time.
    .redress = Contact consumer advice if no answer comes.
    .draft = My matter is urgent. I ask that a human answers me today.
rule-same-day-human-home-at-risk = The home may be at risk.
rule-same-day-human-letter-due = The letter is due within three days.
