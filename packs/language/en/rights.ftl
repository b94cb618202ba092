# Rights: what is read before erasing, what stays after it, and how requests go on.

erase-heading = Erase your data
erase-link = Erase all your data
erase-link-what = You first see what is erased, and what follows from it.
erase-lead = We erase everything you have told us and everything you were answered. Nobody can read it any more, and neither can we.
erase-stops = What stops
erase-stops-case = { $case }: nobody takes care of this any more, and you are reminded of nothing.
erase-stops-human = You no longer wait for a person.
erase-stops-nothing = Nothing is under way.
erase-tells = Who is told
erase-told = { $who } already has some of your data. We tell them that yours was erased here. They decide themselves what the law asks of them.
erase-told-nobody = Your data was not sent to anybody.
erase-keeps = What the law makes us keep
erase-kept = { $fact }: { $ground }. We erase it on { $until }.
erase-kept-nothing = No law makes us keep any of your data.
erase-afterwards = What stays
erase-after-log = The log keeps numbers only, by which nobody can tell who you were. They show that the log was not changed.
erase-after-copies = If an old backup is put back, you are erased from it before the service opens.
erase-after-final = Erasing cannot be undone.
erase-button = Erase everything now
erase-back = Do not erase, go back
erase-done-heading = Your data is erased
erase-done = Everything was erased on { $day }. Keep this statement, because we no longer know you.
erase-going = Your data is erased, and nobody can read it any more. The last traces leave our files within an hour. You will then find the statement on this page.
erase-number = Number of the erasure: { $number }
erase-proof = Statement
erase-proof-what = Its signature can be checked with the log’s public key.
erase-save = Save the statement

entry-keep = { $who } set aside: { $facts }. Ground: { $ground }.
purpose-legal-hold = keeping that the law asks for

rights-heading = Your requests
right-erase = On { $asked } you asked us to erase your data. We do so by { $due }.
right-erase-done = On { $asked } you asked us to erase your data. It was erased on { $done }.
right-correct = On { $asked } you asked us to correct your data. We answer by { $due }.
right-correct-done = On { $asked } you asked us to correct your data. We answered on { $done }.
right-object = On { $asked } you objected to a use of your data. We answer by { $due }.
right-object-done = On { $asked } you objected to a use of your data. We answered on { $done }.
right-restrict = On { $asked } you asked us to restrict the use of your data. We answer by { $due }.
right-restrict-done = On { $asked } you asked us to restrict the use of your data. We answered on { $done }.
right-export = On { $asked } you asked for your data to take along. You get it by { $due }.
right-export-done = On { $asked } you asked for your data to take along. You got it on { $done }.
right-longer = It takes longer, because { $reason }

letter-erased-title = The sender has erased the facts
letter-erased-lead = The person whom these letters were about was erased at the sender. Please erase their data too, unless a law makes you keep it.
letter-erased-shares = The letters that this is about
letter-erased-until = No answer is needed. Later answers to these letters are not read any more.
