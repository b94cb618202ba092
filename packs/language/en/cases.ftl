# Several matters in one conversation, pausing, and what a person's own situation changes.
reply-person-called = I have called a person.
reply-later = That is fine. Everything is kept, and we go on when it suits you.
reply-taken-up = Now about: { $event }.
reply-turned-to = Then the other matter: { $event }.
reply-turvakielto = Thank you for telling me. I will not tell anyone where you live, and I will not show it.
reply-minor = It is good that you wrote. I send nothing for you alone: a person will help you.
reply-acting = I send nothing on somebody else’s behalf until a person has looked at the mandate with you.
cases-title = Your matters
cases-at-hand = open now
cases-take-up = Go on with this
plan-goal = Your goal: { $name } These serve it: { $steps }. { $leaves }
plan-goal-none = Your goal: { $name } { $leaves }
plan-nothing-sold = In this situation nothing is sold to you. { $owner } answers for this rule ({ $law }).
reply-question-service = { $name }: { $text }
reply-question-plan = I am putting everything into one plan. I cannot answer single questions yet, but a person can.
