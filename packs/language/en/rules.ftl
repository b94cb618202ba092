# What facts are used for, and on what basis. The rules themselves: packs/rules.

purpose-own = showing you your own facts
    .sentence = You see your own facts and what they were used for.
purpose-said = The facts are used for this: { $purpose }.
purpose-basis-consent = This rests on your consent, and you can take it back at any time.
purpose-basis-contract = This is done because you asked for the service.
purpose-basis-obligation = This rests on law.
purpose-basis-vital = This is done when somebody's life or health is in danger.
purpose-basis-task = This is a public task, and you can object to it.
purpose-basis-interest = This rests on a legitimate interest, and you can object to it.
purpose-kept = The facts are kept for this for at most { $days } days after the matter is closed or the permission is over.

card-form-year = { $name } (only the year)
card-form-month = { $name } (only the month)
card-form-over-18 = { $name } (only whether of age)
card-form-area = { $name } (only the area)
effect-special = This is sensitive, so it needs an answer of its own.
