# When a person is better: why, by when, who answers, what they are told.

promise-today = by { $time } today
promise-tomorrow = by { $time } tomorrow
promise-day = by { $time } on { $day }

human-button = Talk to a person
human-cancel = I don’t need one after all
human-waiting = A person will answer { $promise }. Your reference is { $number }.
human-held = { $name } is answering now. The machine is silent.
human-held-unnamed = A person is answering now. The machine is silent.
human-offer-when = If you ask now, they will answer { $promise }.
human-offer-grief = You can talk to a person whenever you like.
human-offer-hard = A person can help in this situation.
human-offer-minor = You can call an adult here to help you.
human-offer-acting = A person can look at the mandate with you.
human-offer-not-understood = I have not understood you. A person can help.
human-offer-stuck = One matter has not moved on. A person can sort it out.
human-back = The machine goes on.
human-back-question = This is what I asked last.
human-back-card = The permission card is waiting for you. There is no hurry.
human-back-open = Write here whenever it suits you.

handover-reason-asked = A wish to talk to a person.
handover-reason-danger = Somebody may be in danger.
handover-reason-danger-self-harm = Worry about one’s own life.
handover-reason-danger-violence = Violence, or a threat of it.
handover-reason-danger-abuse = Worry about a child, or about control by somebody close.
handover-reason-danger-scam = A scam may be going on right now.
handover-reason-danger-medical = Life or health may be in danger right now.
handover-reason-grief = A death or another loss.
handover-reason-hard = A situation in which a person helps best.
handover-reason-minor = A young person is here alone.
handover-reason-acting = Somebody acts for another. The mandate needs a look.
handover-reason-not-understood = The machine did not understand the messages.
handover-reason-stuck = One matter has not moved on.
handover-reason-complaint = The matter was not handled as hoped.
handover-reason-branch = A visit to the service desk.

queue-no-event = Not yet clear what it is about

brief-title = Matter { $number }
brief-title-event = Matter { $number }: { $event }
brief-step = { $who } – { $name }: { $word }.
brief-own = To do oneself: { $name }, { $deadline }.
brief-more = { $n ->
        [one] And one more item in the plan.
       *[other] And { $n } more items in the plan.
    }
brief-nothing = Nobody has been told anything yet.
brief-closed = Protected address: these are shown to nobody: { $facts }.
brief-unsure = The machine is not sure what has happened.
brief-unconfirmed = What was understood has not been confirmed yet.
brief-acting = This is done for somebody else.
brief-minor = The person is under 18.

note-event-queued = We have called a person. They will answer { $promise }.
note-event-queued-again = You are waiting for a person again. They will answer { $promise }.
note-event-until-then = The machine answers until then.
note-event-taken = { $name } is answering now. The machine is silent.
note-event-joined = { $name } is serving you at the desk. The machine is silent.
note-event-handed-back = The machine is answering again.
note-event-left = You are no longer waiting for a person. The machine answers.
note-event-promise-moved = We said we would answer { $was }. We did not manage. New time: { $promise }.
note-event-promise-moved-danger = We said we would answer { $was }. We did not manage. New time: { $promise }. If you are in danger now, call 112.
note-event-looked-in = { $name } looked into your conversation although they did not have the matter. Reason: { $reason } “{ $text }”
note-kept = { $name } noted on { $when }: “{ $text }”

entry-look-desk = { $who } read the conversation and these facts: { $facts }. They were handling the matter.
entry-look-conversation = { $who } read the conversation. They were handling the matter.
entry-look-refused = Stopped: { $who } was not allowed to see your facts.
entry-glass-desk = { $who } read the conversation and these facts: { $facts }. They did not have the matter. Reason: { $reason } “{ $text }”
entry-glass-conversation = { $who } read the conversation. They did not have the matter. Reason: { $reason } “{ $text }”
entry-break-glass = { $who } read facts although they did not have the matter.
entry-authority = An authority got an export of what the service does.
glass-reason-danger = Somebody may be in danger.
glass-reason-absent = Whoever had the matter could not be reached, and it could not wait.
glass-reason-complaint = A complaint is being looked into.
glass-reason-fault = A fault is being looked into.
glass-reason-authority = An authority asked by law.

purpose-authority = an export for an authority
purpose-break-glass = a look for a special reason
purpose-handover = service by a person
fact-conversation = the conversation
    .name = The conversation
