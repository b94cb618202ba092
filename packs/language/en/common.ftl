# Everything that the counter, the pages, the terminal and the API say in English. Events keep their own words in their packs.

# --- replies ----------------------------------------------------------------------------------------------------------
reply-noted = Got it: { $values }.
reply-corrected = Thank you, I have corrected it. { $label }: { $value }.
reply-refused = All right, you don’t need to say.
reply-unknown = No matter, we can go on without it.
reply-thanks = You’re welcome.
reply-card = Here is what I can take care of for you. Nothing is sent without your permission.
reply-card-waits = The permission card is waiting for you. Choose one row at a time.
reply-plan = The plan is ready. There is nothing more you need to do now.
reply-plan-own = The plan is ready. It has { $n ->
        [one] one thing
       *[other] { $n } things
    } for you to do yourself.
reply-plan-none = I need nothing more from you for this.
reply-noted-open = Thank you, I will remember that. What has happened?
reply-not-understood = I have not understood yet what has happened. Please say it in your own words, for example: { $examples }
reply-not-understood-yet = I can help with: { $events }.
reply-not-answered = I did not understand the answer. You can say it another way or use the buttons.
reply-declined = Thank you, so I got it wrong. Could you tell me in your own words what has happened?
reply-question = I found no good answer to this, and I do not guess. If you wonder why I ask or suggest something, open “Why”.
reply-why-card = The details are yours, so I ask first. Each row shows who is told and what it is good for.
reply-next-card = Now you decide what I take care of for you. Nothing is sent without your permission, and you need not decide everything at once.
reply-next-question = I ask this so that I can show only what concerns you. Nothing is sent without your permission.
reply-next-plan = The plan shows what is waited for, from whom and by when. You need not remember it.
reply-no-credit = There are no loans here, and you are offered none in this situation.
reply-danger-waits = Your message is kept, and the person who answers you will see it. If things get worse, do not wait for them: call.
reply-question-no-case = I am a machine, and I found no good answer to this. Tell me what has happened, and I will make a plan. I tell nobody anything without your permission.
reply-sorry = I am so sorry for your loss.
reply-sorry-ended = I have stopped everything we had started. Nothing more will be sent to anyone, and there will be no reminders.
reply-sorry-nothing = You do not have to do anything now. I cannot help with this myself.
reply-asked-by = { $who } asks for one more thing.
reply-person = I understand, you would like to talk to a person.
reply-language = Let’s continue in English.
reply-allowed = Thank you. I am sending the facts: { $names }.
reply-sent = I am sending your request: { $names }.
reply-denied = All right, I will not send: { $names }. You can change your mind in the plan.
reply-taken-back = Taken back: { $name }. Your facts are no longer used for this.
reply-take-back-which = Which permission do you take back?
reply-take-back-none = You have no permissions in force right now.
reply-partly = Please answer with the buttons, one row at a time, so that nothing is sent by mistake.
reply-beside = I read that, but I cannot use it here. The permission card is waiting: choose one row at a time.
reply-nothing-left = Nothing was sent.
reply-sign-in = Please sign in. Only then can I send your request: { $names }.
reply-signed-in = Thank you, you are signed in.
reply-signed-in-sent = Thank you, you are signed in. I am sending your request: { $names }.

note-removed-nul = A character that cannot be read was removed from the message.
note-removed-bidi = Characters that turn the direction of text were removed from the message.
note-removed-invisible = Invisible characters were removed from the message.
note-removed-control = Control characters were removed from the message.
note-degraded = I read this message in a simpler way. That is why I may ask more.
note-event-card = The permission card is ready.
note-event-signed-in = You signed in.
note-event-resumed = You continued on another device.
note-event-language = The language was changed.
note-event-person = You asked to talk to a person.
note-event-step = { $name }: { $word }. { $line }
note-event-reminder = Reminder: { $name }, { $deadline }.
note-event-card-answered = You answered the permission card.

person-phone = To reach a person: { $name }, phone { $phone }. Open { $hours }.
person-phone-only = To reach a person: { $name }, phone { $phone }.
person-none = Sorry, the service { $name } has no phone number. If you need help right away, call 112.

# --- questions --------------------------------------------------------------------------------------------------------
option-yes = Yes
option-no = No
option-dont-know = I don’t know
option-wont-say = I’d rather not say
question-consent = What would you like to do?
question-consent-why = Nobody is told anything until you have answered.

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
card-title = What may I do for you?
card-lead = Answer each row separately. Nothing is chosen in advance.
card-lead-answered = You have answered this card.
card-price = You tell at most { $facts ->
        [one] one fact
        [2] two facts
        [3] three facts
        [4] four facts
        [5] five facts
        [6] six facts
        [7] seven facts
        [8] eight facts
        [9] nine facts
       *[other] { $facts } facts
    } to { $receivers ->
        [one] one receiver
        [2] two receivers
        [3] three receivers
        [4] four receivers
        [5] five receivers
        [6] six receivers
        [7] seven receivers
        [8] eight receivers
        [9] nine receivers
       *[other] { $receivers } receivers
    }. It costs no money.
card-price-none = We tell nobody anything.
card-keeps = { $facts ->
        [one] The fact waits
       *[other] The facts wait
    } for the receiver in a sealed envelope. It is destroyed when the matter is done, on { $date } at the latest.
card-part-allow = You permit
card-part-request = You request
card-part-law = Happens by law
card-part-own = You do this yourself
card-allow = Allow
card-allow-rest = Allow the other { $n }
card-not-now = Not now
card-send = Send the request
card-what-if-asked = { $name } (only if the receiver asks)
card-what-nothing = Luukku tells nothing
card-why = { $purpose }
card-how-long = Ends when this is done, on { $date } at the latest.
card-how-long-law = The law sets how long.
card-why-basis = You told me: { $facts }.
card-why-rule = Rules “{ $event }”, version { $version }. Responsible: { $owner }.
card-why-interest = The services are chosen for your good. Nobody pays us for them.
card-why-otherwise = You can leave all of it or do these things yourself. It does not change how you are served.

row-state-open = Waiting for you
row-state-allowed = You permitted this
row-state-denied = Not now
row-state-sent = Request sent
row-state-waiting = Waits for sign-in
row-state-withdrawn = Taken back
row-state-info = For your information
effect-asks = This is a request. The organisation decides.
effect-does = This can be undone.
effect-binds = This binds you. You approve it separately.
effect-allow = The receiver uses the facts only for this matter. You can take back your permission.
effect-law = Your permission is not needed for this.

why-basis-service = Your situation: { $event }. Facts: { $facts }. Source: { $sources }
why-basis-question = I ask because the answer changes the plan. { $why }
why-basis-law = Basis for using the facts: { $basis }.
why-rule = Rules “{ $event }”, version { $version }. Responsible: { $owner }.
why-interest-customer = Yours. Nobody pays us for this.
why-interest-provider = The provider’s.
why-interest-third-party = A third party’s.
why-interest-law = The law sets this. Nobody earns from it.
why-otherwise-service = You can also do nothing. { $without }
why-otherwise-question = You can answer “I don’t know” or choose not to say. We go on all the same.
why-source = { $address } (read { $date })
why-none = nothing

# --- states of steps ----------------------------------------------------------------------------------------------------
state-offered = Not told
state-denied = Not told
state-needs-sign-in = Waiting for you
state-sending = Not told
state-told = Told
state-acknowledged = Received
state-asks = Waiting for you
state-done = Done
state-refused = Not accepted
state-unreadable = Sent
state-unreached = Not told
state-unreached-perhaps = Not certain
state-own = You do this
state-by-law = Happens by itself
state-ended = Ended

line-offered = Waiting for your answer on the permission card.
line-denied = You said: not now. Nobody was told anything.
line-needs-sign-in = Sign in so that the request can be sent.
line-sending = On its way.
line-told = { $who } was told on { $when }. No answer yet.
line-acknowledged = { $who } took this up on { $when }.
line-asks = { $who } asks: { $names }.
line-asks-permitted = { $who } asked: { $names }. Your permission covers it, so the answer is on its way.
line-done = It was done on { $when }.
line-done-own = You did this on { $when }.
line-refused = { $reason }
line-outdated = The receiver still has the earlier fact: { $facts }. You can take it back and ask again.
line-unreadable = The facts were sent, but the answer cannot be read. Please ask directly: { $who }.
line-unreached = { $who } is not answering right now. We keep trying until the permission ends on { $until }.
line-unreached-perhaps = { $who } did not answer in time. We do not know if the facts arrived. We keep trying until the permission ends on { $until }.
line-unreached-plain = { $who } is not answering right now. We keep trying.
line-own = { $do }
line-by-law = { $benefit }
line-by-law-told = { $benefit } Told by: { $teller }.
line-ended = The permission ended on { $when }. Nothing more is told.

reason-assurance-too-low = The receiver needs a strong sign-in.
reason-not-ours = The receiver says this is not theirs to handle.
reason-already-done = This had already been done.
reason-not-entitled = The receiver did not grant this. The decision tells you how to appeal.
reason-cannot-read = The receiver could not read the message. Nothing was kept there.
reason-closed = The receiver has already closed this.
reason-none = The receiver did not take this up.

# --- plan ---------------------------------------------------------------------------------------------------------------
plan-title = { $event }
plan-summary = { $waits ->
        [0] Nothing is waiting for you right now.
        [one] One thing is waiting for you.
       *[other] { $waits } things are waiting for you.
    }
plan-who-you = You
plan-deadline = by { $date }
plan-deadline-passed = was due by { $date }
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
plan-remind = A reminder will appear here on { $date }.
plan-sign-in = Sign in once, and these can be sent: { $names }. The receiver wants to know who is asking.
plan-moment-done = { $name }: { $word }
plan-moment-deadline = { $name }: due
plan-moment-remind = { $name }: reminder
plan-moment-now = Today

# --- what is known --------------------------------------------------------------------------------------------------------
known-said = You said on { $date }: “{ $words }”
known-said-button = You answered on { $date }
known-verified = Checked on { $date }
known-used = { $who }, { $date }: { $purpose }
known-good-case = For as long as this is open.
known-good-until = We ask again after { $date } if we need it.
known-mode-kept = Your facts are kept sealed in this service. They are opened only with your permission, and each opening is shown below.
known-mode-kept-until-closed = Your facts are kept sealed in this service until the matter is closed, and for 14 days after that. If you do not come back for half a year and nothing is under way, the matter is closed for you.
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
entry-share-open = Permission to send the facts: { $facts }. Receiver: { $who }. Purpose: { $purpose }.
entry-done = The facts arrived. Receiver: { $who }. Purpose: { $purpose }.
entry-not-carried-out = { $who } did not confirm that the facts arrived, and they will not be sent again.
entry-refused = Stopped because there was no permission. { $who } did not get these facts: { $facts }.
entry-consent-given = You gave permission. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-denied = You did not give permission. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-requested = You sent a request. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-withdrawn = You took back your permission. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-narrowed = Because of the non-disclosure order, the permission no longer covers where you live. Receiver: { $who }. Purpose: { $purpose }.
entry-consent-left-out = You narrowed your permission. Receiver: { $who }. Purpose: { $purpose }. It now covers only: { $facts }.
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
error-bad-input = This could not be accepted. Nothing was kept. Please check the message and try again.
error-empty = The message had no readable text. Nothing was kept. Please write what has happened.
error-bad-file = The file could not be taken in. Nothing was brought. Check that it came from Luukku and was not changed.
error-too-long = The message is too long. It was not kept. Shorten it or send it in parts.
error-not-text = The message could not be read as text. It was not kept. Please write it again.
error-malformed = The request had the wrong form. Nothing was kept. Please reload the page.
error-bad-data = Nothing can be learnt from the file as it is. Nothing was written. Correct the line and try again.
error-not-found = This cannot be found, or it has ended. Nothing was changed. Please start from the first page.
error-clash = Another message was already sent under the same id. The new one was not kept. Please send it again.
error-out-of-date = This has been used already or is too old. Nothing was changed. Ask for a new one.
error-bad-presentation = What the wallet showed could not be accepted. Nothing of it was kept. Show it again, or tell us yourself.
error-forbidden = This is not allowed. Nothing was told to anyone. Go back to the conversation.
error-refused = Permission is missing or has ended. Nothing was told to anyone. You can give a new one.
error-locked = The facts cannot be opened now. Nothing was told to anyone. Please try again later.
error-key-away = These facts open only on the customer's own device. Nothing was opened and nothing was lost. They wait until the customer opens Luukku there.
error-foreign-form = The form did not come from this page. Nothing was kept. Please reload the page.
error-busy = The service is very busy right now. Your message was not accepted yet. Please try again in a moment.
error-no-room = The service’s disk is full. The message was not accepted. Please try again later.
error-not-masked = The personal data in the text could not be hidden. So it was not passed on. Nothing was lost.
error-waits = Your message is safe. It could not be answered yet. The answer will come by itself.
error-unreached = The other side is not answering right now. Nothing was lost. Please try again later.
error-bad-answer = The other side answered in a way that cannot be read. Nothing was changed. Please try again later.
error-bad-settings = There is a mistake in the settings. The service did not start. Correct it and start again.
error-bad-pack = There is a mistake in a pack. The service did not start. Correct the file and start again.
error-bad-model = The learnt model cannot be used. Nothing was changed. Learn it again.
error-not-installed = A library that is needed is missing. Nothing was changed. Install it and try again.
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
page-disclosure = A machine answers. Your facts are kept sealed in this service until the matter is closed, and for 14 days after that.
page-you = You
page-machine = Machine
page-note = Event

page-first-heading = What has happened?
page-first-lead = Tell me in your own words. Once is enough.
page-first-label = Tell what has happened
page-first-example = For example: “Our baby girl was born yesterday.”
page-first-not-kept = Nothing is kept until you send it.
page-first-send = Send
page-first-pledges = How Luukku works
page-pledge-understood = First I say what I understood. You can correct me.
page-pledge-permission = I tell nobody anything without your permission.
page-pledge-through = I follow it to the end and tell you how it is going.
page-first-continue = Continue the conversation
page-first-resume = Continue with a code you got earlier

page-person-prefer = Would you rather talk to a person?
page-person-heading = Talk to a person
page-person-lead = A person answers the phone.
page-person-call = Call { $phone }
page-person-hours = Open: { $hours }
page-person-none = Sorry, this service has no phone number.
page-person-limits = The person cannot see this conversation. Luukku does not book a call for you.

page-talk-heading = Conversation
page-talk-log = Messages
page-message = Message
page-message-fix = Give the right one: { $label }
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
page-term-redress = How to take it back or appeal
page-term-object = If something is wrong
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
page-again-soon = The service is very busy right now. Your message is safe on this page. I will try again soon.

page-plan-heading = Plan
page-plan-next = Next for you
page-plan-told = Who has been told
page-plan-own = What you do yourself
page-plan-law = Happens by law
page-plan-line = Timeline
page-plan-empty = There is no plan yet. First tell me what has happened.
page-plan-now = today
page-plan-ahead = ahead
page-step-done = I have done this
page-step-done-what = I have done this: { $name }
page-step-quote = { $who } wrote:
page-step-benefit = What you get
page-sign-in-cancelled = The sign-in was not finished. Nothing was sent.
page-sign-in-other-person = Another person has already signed in to this conversation. Nothing was changed or sent. Sign in as the same person as before. If you are somebody else, start a matter of your own on another device.
page-sign-in-weak = That sign-in was not strong enough. Nothing was changed or sent. Please try another way to sign in.
page-sign-in-failed = The sign-in did not work. Nothing was changed or sent. Please try again.
page-sign-in-address = Signing in does not work at this address. Nothing was changed or sent. Please tell those who run this service.
page-resume-make = Continue on another device
page-withdraw-allow = Take back permission
page-withdraw-request = Take back request
page-withdraw-what = { $action }: { $name }
page-withdrawn = Taken back. Your facts are no longer used for this. It is shown on the page My data.
page-known-permissions = Permissions and requests in force
page-leave-out = Leave out
page-leave-out-what = Leave out: { $label }. { $name }
page-known-receipts = Receipts
page-known-receipts-what = You get a signed receipt for each permission, request and withdrawal. Anyone can check that it is genuine without us, even after your data has been erased here.
page-receipt-take = Download receipt
page-receipt-keys = Download the key that receipts are checked with
page-again = Ask me again
page-close = Stop all of this
page-close-what = All permissions and requests are taken back, and no more reminders come. Your facts are deleted after 14 days.
page-close-now = Stop now
page-closed = Everything here has been stopped. All permissions and requests are taken back.

page-known-heading = My data
page-known-facts = What is known
page-known-none = You have not told me anything yet.
page-known-source = Where from
page-known-used = Who used it
page-known-used-none = Nobody has used this.
page-known-good = How long
page-known-log = Who has used your facts
page-known-log-none = Nobody has used your facts.
page-log-own-good = Your browser checked the log by itself too: your entries are in it. Nothing old has changed since you last looked.
page-log-own-first = Your browser checked the log by itself too: your entries are in it. Next time it will notice if anything old has changed.
page-log-own-bad = Your browser checked the log by itself too, and it is not the same as before. Please tell those who run this service.
page-log-proofs = Download the proofs.
page-log-proofs-what = With them anybody can check your entries without us. They show which of your facts were used, and for what.
page-known-entry = Entry { $n }
page-known-kept = Where your facts are

page-code-heading = A code for another device
page-code-lead = Open Luukku on the other device and enter this code.
page-code-ends = The code works once, for 15 minutes.
page-resume-heading = Continue with a code
page-resume-label = Code
page-resume-hint = The code was shown on the device you started with.
page-resume-go = Continue

page-error-heading = Something did not go through
page-error-missing = Page not found
page-error-missing-text = The address is wrong, or the conversation has ended. Nothing was changed.
page-error-text-kept = Your message is still in the box.
page-error-home = To the first page
page-error-back = Back to the conversation
page-error-failed = The service has a fault. Nothing new was told to anyone. Please try again in a moment.

page-access-heading = Accessibility
page-access-aim = The aim is WCAG 2.2, level AA.
page-access-works = The service works with a keyboard, a screen reader, large text and without scripts.
page-access-tested = The pages are checked by machine with every change. They have not yet been tried with screen readers or by real people.
page-access-feedback = If something does not work, tell us: { $phone }
page-access-feedback-none = If something does not work, tell those who run this service.
page-foot = About the service

# --- the letter to a clerk (mailbox) -----------------------------------------------------------------------------------------------
letter-title = A request from a customer
letter-lead = The customer has given permission to share these facts. Use them for this matter only.
letter-practice = This is an exercise.
letter-share = Id of the letter:
letter-task = Follows this letter:
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
letter-until = The letter is removed when the matter is done or the permission ends.

# --- who answers for rules: the pack's "owner" in small letters ---
owner-luukku-project-family-services = Luukku project, family services
owner-luukku-project-housing = Luukku project, housing
owner-luukku-project-money-matters = Luukku project, money matters
owner-luukku-project-studies = Luukku project, studies
owner-luukku-project-work-and-pensions = Luukku project, work and pensions

# --- passkeys ----------------------------------------------------------------------------------------------------------
passkey-heading = Passkey
passkey-what = A passkey brings you back to this conversation without a code, for as long as what you told is kept here. It stays on your device: your fingerprint, face or the device's PIN is enough.
passkey-needs = A passkey needs a browser that supports them. If you see no button to add one, this browser cannot use them on this page.
passkey-add = Add a passkey
passkey-added = Added { $when }.
passkey-used = Last used { $when }.
passkey-remove = Remove
passkey-remove-which = Remove the passkey that was added { $when }
passkey-name = Your conversation, { $organisation }
passkey-back = Continue with a passkey
passkey-back-what = If you added a passkey earlier, it brings you back to your own conversation.
passkey-cancelled = No passkey was used. You can try again.
passkey-known = This device already has a passkey.
passkey-unknown = That passkey was not accepted. It may have been removed, or nothing is kept any more. You can try again.
passkey-no-address = Passkeys do not work at this address. Please use the service's own address.
note-event-passkey-added = You added a passkey. It leads back to this conversation. If it was not you, remove it under My data.
note-event-passkey-removed = You removed a passkey.
