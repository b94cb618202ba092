# The customer's own rules, and approving just what is done in their name.

own-to = { $of ->
    [bank] the bank
    [insurer] the insurance company
    [kela] Kela
    [municipality] the municipality
    [wellbeing-county] the wellbeing county
    [tax] the Tax Administration
    [dvv] the Digital and Population Data Services Agency
    [employment] the employment services
    [enforcement] the enforcement authority
    [collection] the collection agency
    [operator] the operator
    [electricity] the electricity company
    [pension] the pension provider
    [unemployment-fund] the unemployment fund
    [debt-advice] debt advice
    [employer] your employer
    [landlord] your landlord
    [housing-company] the housing company
    [school] the school
    [police] the police
    [posti] Posti
    [neighbour] your neighbours
    [relatives] your family
    [ex-spouse] your ex
    [spouse] your partner
    [child] your child
    [child-1] your child
    [mother] your mother
    [father] your father
    [sister] your sister
    [brother] your brother
    [grandmother] your grandmother
    [grandfather] your grandfather
    [grandchild] your grandchild
    [mother-in-law] your mother-in-law
    [father-in-law] your father-in-law
    [aunt] your aunt
    [uncle] your uncle
    [cousin] your cousin
    [parents] your parents
    [relative] your relative
    [friend] your friend
    [employee] your employee
   *[all] anyone
}
own-never-tell = Never tell { $who } anything.
own-ask-first = Always ask first before telling { $who } anything.
own-no-offers = { $of ->
    [insurer] No insurance offers.
    [bank] No loan or bank offers.
    [operator] No phone or broadband offers.
    [electricity] No electricity offers.
   *[all] No offers.
}
own-quiet = { $of ->
    [night] No contact at night.
    [evening] No contact in the evening.
    [weekend] No contact at weekends.
    [work] No contact during working hours.
   *[all] No contact.
}
own-contact-by = { $of ->
    [letter] Contact by letter only.
    [email] Contact by email only.
    [message] Contact by message only.
    [phone] Contact by phone only.
   *[no-phone] No phone calls.
}
own-acts-never-tell = Your rule: { $rule } So this stays with you: { $names }.
own-acts-ask-first = Your rule: { $rule } So you are asked about this separately: { $names }.
own-acts-no-offers = Your rule: { $rule } So this is not offered: { $names }.

reply-own-made = Right. This is now your rule.
reply-own-gone = Right. This rule no longer applies.
reply-own-which = Which rule shall I remove?
reply-own-none = You have no such rule.
reply-to-approve = Before anything is done, read the exact content and approve it: { $names }.

rule-own-never-tell = Your rule: nothing is told there.
rule-own-no-offers = Your rule: no offers.
effect-own = Your rule: you are asked about this each time.
line-own-never-tell = Your rule stops us from telling. You take care of this yourself.

state-needs-approval = Waiting for you
line-needs-approval = Read exactly what will be done, and approve it. Nothing goes before that.
entry-consent-approved = You approved the exact content. Receiver: { $who }. Purpose: { $purpose }.

own-heading = Your own rules
own-lead = Luukku follows these in all your matters. You can also say a rule in the conversation: “Always ask before the bank.”
own-none = You have no rules of your own yet.
own-yours = In force now
own-made-when = Made on { $date }.
own-words = You said: “{ $words }”
own-remove = Remove
own-remove-what = Remove the rule: { $rule }
own-undo = Undo
own-undo-what = Undo: { $rule }
own-back = Bring it back
own-back-what = Bring it back: { $rule }
own-all = See your own rules
own-new = Make a new rule
own-new-never-tell = Tell nothing
own-new-ask-first = Always ask first
own-new-no-offers = No offers
own-new-quiet = No contact then
own-new-contact-by = Contact only this way
own-make = Start using it
own-make-what = Start using it: { $rule }
own-pick = Whom or what is it about?
own-every = All
own-law = The law stands above your rule. If the law tells an organisation to inform another, your rule cannot stop it.
own-people = Luukku tells private persons nothing of your matters in any case. The employee sees the rule too, if your matter goes to one.
own-kept = Rules are sealed like your other facts. They go along when you take your data with you, and disappear when you erase it.
own-desk = The customer’s own rules

approve-heading = Approve the exact content
approve-lead = Nothing goes before you approve just this. If the content changes, we ask again.
approve-what = What is done
approve-who = To whom
approve-facts = Facts that go
approve-facts-none = No other facts go.
approve-price = Price
approve-back = If you change your mind
approve-free = The request itself is free.
approve-cost = This costs €{ $euros }.
approve-tells = { $who } gets the facts below.
approve-yes = I approve just this
approve-no = I do not approve
approve-open = Read and approve
approve-open-what = Read and approve: { $name }

undo-until = You can still undo this until { $date }. { $what }
undo-button = Undo this
undo-what = Undo this: { $name }
undo-said = The undoing is on its way.
line-undoing = You undid this on { $when }. Word of it is on its way. Receiver: { $who }.
line-undone = { $who } was told on { $when } that you undid it.
line-not-undone = You undid this, but word of it had not got through by { $when }. Please tell them yourself. Receiver: { $who }.
entry-consent-undone = You undid what was done in your name. Receiver: { $who }. Purpose: { $purpose }.
letter-undone-title = The customer undoes the request
letter-undone-lead = The customer undoes what the letter below asked for. Do not do it, or reverse it if it has been done.
letter-undone-share = The letter that this is about
letter-undone-until = This needs no answer in Luukku.
