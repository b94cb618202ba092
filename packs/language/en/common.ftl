# Everything that the counter, the pages, the terminal and the API say in English. Events keep their own words in their packs.

# --- replies ----------------------------------------------------------------------------------------------------------
reply-noted = Noted: { $values }.
reply-corrected = Thank you, I corrected it. { $label }: { $value }.
reply-refused = All right, you don’t need to tell that.
reply-unknown = No matter, we go on without it.
reply-thanks = You’re welcome.
reply-card = Here is what I can take care of for you. Nothing is sent without your permission.
reply-card-waits = The card is waiting for you. Choose one row at a time.
reply-plan = The plan is ready. There is nothing more for you to do now.
reply-plan-own = The plan is ready. It has { $n ->
        [one] one thing
       *[other] { $n } things
    } for you to do yourself.
reply-plan-none = I need nothing more from you in this matter.
reply-not-understood = I have not yet understood what has happened. Could you tell me in your own words? For example: { $examples }
reply-not-understood-yet = For now I can help with: { $events }.
reply-not-answered = I did not understand the answer. You can also use the buttons.
reply-declined = Thank you, I got it wrong. Could you tell me in your own words what has happened?
reply-question = Under every question there is “Why”. It shows what the question rests on.
reply-question-no-case = I listen to what has happened and make a plan. I ask for permission before I tell anyone.
reply-sorry = I am so sorry.
reply-sorry-ended = I have stopped everything about the birth. Nothing more is sent to anyone, and there will be no reminders.
reply-sorry-nothing = You do not have to do anything now. I cannot help with this myself yet, but a person can.
reply-person = This is how you reach a person.
reply-language = Let’s go on in English.
reply-allowed = Thank you. I am sending now: { $names }.
reply-sent = The request is on its way: { $names }.
reply-denied = All right, not now: { $names }. You can change your mind in the plan.
reply-partly = Please answer each row with its buttons, so that nothing is sent by mistake.
reply-nothing-left = Nothing was sent.
reply-sign-in = Please sign in. Only then can the request be sent: { $names }.
reply-signed-in = Thank you, you are signed in.
reply-signed-in-sent = Thank you, you are signed in. The request is on its way: { $names }.

note-removed-nul = A character that cannot be read was removed from the message.
note-removed-bidi = Characters that turn the direction of text were removed from the message.
note-removed-invisible = Invisible characters were removed from the message.
note-removed-control = Control characters were removed from the message.
note-degraded = I read this message in a simpler way. That is why I ask more.
note-event-card = The permission card is ready.
note-event-signed-in = You signed in.
note-event-resumed = You went on with another device.
note-event-language = The language changed.
note-event-person = You asked for a person.
note-event-step = { $name }: { $word }. { $line }
note-event-reminder = Reminder: { $name }, { $deadline }.
note-event-card-answered = You answered the permission card.

person-phone = { $name }, phone { $phone }. Open { $hours }.
person-phone-only = { $name }, phone { $phone }.
person-none = { $name } has given no phone number for this.

# --- questions --------------------------------------------------------------------------------------------------------
option-yes = Yes
option-no = No
option-dont-know = I don’t know
option-wont-say = I’d rather not say
question-consent = What would you like to do?
question-consent-why = Nothing is told to anyone before you have answered.

# --- understood -------------------------------------------------------------------------------------------------------
understood-title = This is what I understood
understood-title-ask = Did I understand you right?
understood-event = What
value-yes = yes
value-no = no
value-approx = about { $value }
value-refused = not told
value-unknown = not known

# --- card -------------------------------------------------------------------------------------------------------------
card-title = What may I take care of?
card-lead = Answer each row separately. Nothing is chosen in advance.
card-lead-answered = You have answered this card.
card-price = Price: { $facts ->
        [one] one fact
       *[other] { $facts } facts
    } to { $receivers ->
        [one] one receiver
       *[other] { $receivers } receivers
    }. It costs no money.
card-price-none = Nothing is told to anyone.
card-keeps = We keep { $facts ->
        [one] this fact sealed
       *[other] these { $facts } facts sealed
    } until the matter is done, until { $date } at most.
card-part-allow = You permit
card-part-request = You request
card-part-law = Happens by law
card-part-own = You do yourself
card-allow = Allow
card-allow-rest = Allow the other { $n }
card-not-now = Not now
card-send = Send the request
card-what-if-asked = { $name }, if the receiver asks
card-what-nothing = no facts
card-why = { $purpose }
card-how-long = Until the matter is done, until { $date } at most.
card-how-long-law = The law decides.
card-why-basis = You told: { $facts }.
card-why-rule = Pack “{ $event }”, version { $version }. Owner: { $owner }.
card-why-interest = The services are chosen for your good. Nobody pays us for them.
card-why-otherwise = You can leave it all or do these things yourself. It does not change how you are served.

row-state-open = Waiting for you
row-state-allowed = You permitted this
row-state-denied = Not now
row-state-sent = Request sent
row-state-info = For your information
effect-asks = This is a request. The organisation decides.
effect-does = This can be undone.
effect-binds = This binds you. You approve it separately.
effect-allow = The organisation gets the facts to give advice. You can withdraw your permission.
effect-law = You are not needed for this.

why-basis-service = Your situation: { $event }. Facts: { $facts }. Source: { $sources }
why-basis-question = I ask because the answer changes the plan. { $why }
why-basis-law = Legal basis: { $basis }.
why-rule = Pack “{ $event }”, version { $version }. Owner: { $owner }.
why-interest-customer = Yours. Nobody pays us for this.
why-interest-provider = The provider’s.
why-interest-third-party = A third party’s.
why-interest-law = The law asks for this. Nobody earns from it.
why-otherwise-service = You can do this yourself or leave it. { $without }
why-otherwise-question = You can answer “I don’t know” or not tell. We go on all the same.
why-source = { $address } (read { $date })
why-none = nothing

# --- states of steps ----------------------------------------------------------------------------------------------------
state-offered = Not told
state-denied = Not told
state-needs-sign-in = Waiting for you
state-sending = Not told
state-told = Told
state-acknowledged = Acknowledged
state-asks = Waiting for you
state-done = Done
state-refused = Not accepted
state-unreached = Not told
state-own = Waiting for you
state-by-law = Happens by itself
state-ended = Ended

line-offered = Waiting for your answer on the card.
line-denied = You said: not now. You can change your mind.
line-needs-sign-in = Sign in, and the request can be sent.
line-sending = On its way.
line-told = { $who } was told { $when }. No answer yet.
line-acknowledged = { $who } took the matter up { $when }.
line-asks = { $who } asks: { $names }.
line-asks-permitted = { $who } asked: { $names }. Your permission covers it, the answer is on its way.
line-done = Done { $when }.
line-done-own = You did this { $when }.
line-refused = { $reason }
line-unreached = { $who } does not answer right now. We try again, until { $until } at most.
line-unreached-plain = { $who } does not answer right now. We try again.
line-own = { $do }
line-by-law = { $benefit }
line-by-law-told = { $benefit } Told by: { $teller }.
line-ended = The permission ended { $when }. Nothing more is told.

reason-assurance-too-low = The receiver needs a strong sign-in.
reason-not-ours = The matter does not belong to this receiver.
reason-already-done = This had already been done.
reason-not-entitled = The receiver did not grant this. The decision tells how to appeal.
reason-cannot-read = The receiver could not read the message. Nothing was kept there.
reason-closed = The receiver has already closed the matter.
reason-none = The receiver did not take the matter up.

# --- plan ---------------------------------------------------------------------------------------------------------------
plan-title = { $event }
plan-summary = { $waits ->
        [0] Nothing is waiting for you right now.
        [one] One thing is waiting for you.
       *[other] { $waits } things are waiting for you.
    }
plan-who-you = You
plan-deadline = by { $date }
plan-deadline-passed = was due { $date }
plan-no-hurry = There is no hurry.
plan-days = { $n ->
        [0] today
        [one] one day
       *[other] { $n } days
    }
plan-days-late = { $n ->
        [one] one day late
       *[other] { $n } days late
    }
plan-remind = We remind you on { $date }.
plan-sign-in = Sign in once, and these can be sent: { $names }. The receiver wants to know who is asking.
plan-moment-done = { $name }: { $word }
plan-moment-deadline = { $name }: due
plan-moment-remind = { $name }: reminder
plan-moment-now = Today

# --- what is known --------------------------------------------------------------------------------------------------------
known-said = You said on { $date }: “{ $words }”
known-said-button = You answered on { $date }
known-shown = You showed it on { $date }
known-verified = Checked on { $date }
known-used = { $who }, { $date }: { $purpose }
known-good-case = As long as the matter is open.
known-good-until = We ask again after { $date } if it is needed.
known-mode-kept = The facts lie sealed in this service. They are opened only with your permission, and each opening is shown below.
known-mode-kept-until-closed = The facts lie sealed in this service until the matter is closed, and 14 days after that.
known-log-state = { $n ->
        [0] The log has no entries.
        [one] The log has one entry.
       *[other] The log has { $n } entries.
    }
known-log-checked = Checked: whole.
known-log-broken = The check failed. Please tell those who run this service.

entry-who-counter = Luukku
entry-serve = Luukku read these facts to answer you: { $facts }.
entry-share = Facts were sent with your permission: { $facts }. Receiver: { $who }. Purpose: { $purpose }.
entry-done = The facts arrived. Receiver: { $who }. Purpose: { $purpose }.
entry-not-carried-out = { $who } did not confirm that the facts arrived, and they are not sent any more.
entry-refused = Stopped, there was no permission. { $who } did not get these facts: { $facts }.
entry-consent-given = You gave permission. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-denied = You did not give permission. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-requested = You sent a request. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-withdrawn = You took back your permission. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-signed-in = You signed in, so the request can go. Receiver: { $who }. Purpose: { $purpose }.
entry-look = { $who } looked at the facts: { $facts }. Purpose: { $purpose }.
entry-result-allowed = allowed
entry-result-refused = stopped
entry-result-done = done
entry-result-not-carried-out = not done
purpose-serve = answering you

# --- organisations ----------------------------------------------------------------------------------------------------------
org-dvv = Digital and Population Data Services Agency
org-kela = Kela
org-municipality = Home municipality
org-wellbeing-county = Wellbeing services county
org-employer = Employer
org-hospital = Hospital
org-tax = Tax Administration
org-bank = Bank
org-insurer = Insurance company
org-operator = Operator
org-landlord = Landlord
org-court = District court
org-enforcement = Enforcement authority
org-police = Police
org-collection = Collection agency
org-school = School
org-daycare = Day care centre
org-electricity = Electricity company
org-church = Parish
org-unemployment-fund = Unemployment fund

# --- errors: what happened, what became of the text, what now ------------------------------------------------------------------
error-failed = The service has a fault. Nothing new was told to anyone. Please try again in a moment.
error-bad-input = This could not be taken. Nothing was kept. Check the message and try again.
error-empty = The message had no readable text. Nothing was kept. Please write what has happened.
error-too-long = The message is too long. It was not kept. Shorten it or send it in parts.
error-not-text = The message could not be read as text. It was not kept. Please write it again.
error-malformed = The request had the wrong form. Nothing was kept. Please reload the page.
error-not-found = This cannot be found, or it has ended. Nothing was changed. Start from the first page.
error-clash = Another message was already sent under the same id. The new one was not kept. Please send it again.
error-out-of-date = This has been used already or is too old. Nothing was changed. Ask for a new one.
error-forbidden = This is not allowed. Nothing was told to anyone. Go back to the conversation.
error-refused = Permission is missing or has ended. Nothing was told to anyone. You can give a new one.
error-locked = The facts cannot be opened now. Nothing was told to anyone. Please try again later.
error-foreign-form = The form did not come from this page. Nothing was kept. Please reload the page.
error-busy = It is very busy right now. The message was not taken yet. Please try again in a moment.
error-no-room = The service’s disk is full. The message was not taken. Please try again later.
error-waits = The message is kept. It could not be answered yet. The answer comes by itself.
error-unreached = The other side does not answer right now. Nothing was lost. Please try again later.
error-bad-answer = The other side answered in a way that cannot be read. Nothing was changed. Please try again later.
error-bad-settings = There is a mistake in the settings. The service did not start. Correct it and start again.
error-bad-pack = There is a mistake in a pack. The service did not start. Correct the file and start again.
error-taken = The port or folder is used by another server. Nothing was changed. Close it or choose another.
error-broken = The log or a seal does not hold. Nothing was opened. Please tell those who run this service.

# --- pages ----------------------------------------------------------------------------------------------------------------------
page-brand = Luukku
page-skip = Skip to content
page-answers-machine = A machine answers
page-to-person = Talk to a person
page-nav = Your matters
page-nav-talk = Conversation
page-nav-plan = Plan
page-nav-known = My data
page-language = Language
page-title = { $page } – Luukku
page-title-error = Error: { $page } – Luukku
page-disclosure = A machine answers. Your facts lie sealed in this service until the matter is done.
page-you = You
page-machine = Machine
page-note = Event

page-first-heading = What has happened?
page-first-lead = Tell it in your own words. Once is enough.
page-first-label = Tell what has happened
page-first-example = For example: “Our baby girl was born yesterday.”
page-first-not-kept = Nothing is kept before you send.
page-first-send = Tell
page-first-pledges = How Luukku works
page-pledge-understood = I first say what I understood. You can correct me.
page-pledge-permission = I tell nobody anything without your permission.
page-pledge-through = I follow the matter to its end and tell how it goes.
page-first-continue = Go on with the conversation
page-first-resume = Go on with a code that you got earlier

page-person-prefer = Would you rather have a person?
page-person-heading = Talk to a person
page-person-lead = A person answers by phone.
page-person-call = Call { $phone }
page-person-hours = Open: { $hours }
page-person-none = This service has no phone number.
page-person-limits = The person does not see this conversation. Luukku does not book a call for you.

page-talk-heading = Conversation
page-talk-log = Messages
page-message = Message
page-message-fix = Tell the right one: { $label }
page-placeholder = Write here
page-send = Send
page-your-turn = Your turn
page-understood = This is what I understood
page-understood-ask = Did I understand you right?
page-confirmed = Confirmed
page-said = You said: “{ $words }”
page-fix = Correct
page-fix-what = Correct: { $label }
page-fix-question = Change the answer
page-why-ask = Why do I ask this?
page-why-card = Why these?
page-why-answer = Why this?
page-why-step = Why this?
page-why-basis = What it rests on
page-why-rule = Whose rule
page-why-interest = Whose interest
page-why-otherwise = What else you can do
page-terms = Terms: what, why, how long
page-term-what = What
page-term-why = Why
page-term-long = How long
page-term-benefit = What you get
page-term-without = If you don’t
page-term-redress = How to undo it
page-term-object = How to object
page-part-allow = You permit
page-part-request = You request
page-part-law = Happens by law
page-allow = Allow
page-deny = Not now
page-allow-what = Allow: { $name }
page-deny-what = Not now: { $name }
page-request-send = Send the request
page-request-what = Send the request: { $name }
page-sign-in = Sign in
page-see-plan = See the plan

page-status-reading = Reading your message.
page-status-kept = Your message is safe. Still reading it.
page-status-answered = The machine answered.
page-status-event = Something new happened in the plan.
page-status-sending-card = Saving your answer.
page-new-message = New message
page-not-sent = Not sent yet
page-offline = No connection. Your message stays here and is sent when the connection returns.
page-online = The connection is back.
page-try-again = Try again
page-left = { $n ->
        [one] one character left
       *[other] { $n } characters left
    }
page-over = { $n ->
        [one] one character too many
       *[other] { $n } characters too many
    }
page-again-soon = It is very busy right now. Your message is safe on this page. I try again soon.

page-plan-heading = Plan
page-plan-next = Next for you
page-plan-told = Who has been told
page-plan-own = Yours to do
page-plan-law = Happens by law
page-plan-line = Time line
page-plan-empty = There is no plan yet. First tell what has happened.
page-plan-now = today
page-plan-ahead = ahead
page-step-done = I have done this
page-step-done-what = I have done this: { $name }
page-step-quote = { $who } wrote:
page-step-benefit = What you get
page-sign-in-cancelled = The sign-in was not finished. Nothing was sent.
page-resume-make = Go on with another device

page-known-heading = My data
page-known-facts = What is known
page-known-none = You have not told anything yet.
page-known-source = Where from
page-known-used = Who used it
page-known-used-none = Nobody has used this.
page-known-good = How long
page-known-log = Who has used your facts
page-known-log-none = Nobody has used your facts.
page-known-entry = Entry { $n }
page-known-kept = Where the facts are

page-code-heading = A code for another device
page-code-lead = Open Luukku on the other device and give this code.
page-code-ends = The code works once, for 15 minutes.
page-resume-heading = Go on with a code
page-resume-label = Code
page-resume-hint = The code was shown on the device where you started.
page-resume-go = Go on

page-error-heading = Something was left undone
page-error-missing = There is no such page
page-error-missing-text = The address is wrong, or the conversation has ended. Nothing was changed.
page-error-text-kept = Your message is still in the box.
page-error-home = To the first page
page-error-back = Back to the conversation
page-error-failed = The service has a fault. Nothing new was told to anyone. Please try again in a moment.

page-access-heading = Accessibility
page-access-aim = The aim is WCAG 2.2, level AA.
page-access-works = The service works with a keyboard, a screen reader, large text and without scripts.
page-access-tested = The pages are checked by machine with every change. They have not yet been tried with screen readers and real people.
page-access-feedback = If something does not work, tell us: { $phone }
page-access-feedback-none = If something does not work, tell those who run this service.
page-foot = About the service

# --- the letter to a clerk (mailbox) -----------------------------------------------------------------------------------------------
letter-title = A request from a customer
letter-lead = The customer has permitted us to tell these facts. Use them for this matter only.
letter-practice = This is practice.
letter-share = Id of the letter:
letter-task = Follows the letter:
letter-service = What it is about
letter-facts = Facts
letter-fact = Fact
letter-value = Value
letter-ask = Save your answer in the file
letter-how = How to answer
letter-done = When the matter is done:
letter-asks = If you need one more fact:
letter-refused = If the matter is not yours:
letter-example-text = A short answer to the customer, 500 characters at most.
letter-until = The letter goes when the matter is done or the permission ends.
