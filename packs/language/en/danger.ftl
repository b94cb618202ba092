# What is said when somebody is in danger: calm, short, without blame. The numbers: packs/help.

danger-medical = Call the emergency number 112 now. They tell you what to do until help comes.
danger-self-harm = I am glad you told me. You do not have to be alone with this. If a life is in danger, please call 112 now. When the crisis line is open, somebody there listens.
danger-violence = This is not your fault. If you are in danger now, call 112. Nollalinja always answers, and the call does not show on your bill.
danger-abuse = I am glad you told me. Nobody should have to live like this. If somebody is in danger now, call 112. Nollalinja always answers, and the call does not show on your bill.
danger-scam = End any call. Move no money and give no codes. Call your own bank’s blocking service now. The number is on your card and on the bank’s own pages. Then tell the police. It can happen to anyone.

help-emergency =
    .name = Emergency number
    .line = Always answers. Call if a life or somebody’s health is in danger now.
help-poison =
    .name = Poison Information Centre
    .line = If somebody has had poison or too much medicine. In danger to life, 112.
help-crisis-fi =
    .name = MIELI Kriisipuhelin
    .line = Answers in Finnish, day and night.
help-crisis-sv =
    .name = MIELI Kristelefonen
    .line = Answers in Swedish at certain hours.
help-crisis-en =
    .name = MIELI Crisis Helpline
    .line = Answers in English at certain hours.
help-nollalinja =
    .name = Nollalinja
    .line = Violence in close relationships. Free, always answers, does not show on the bill.
help-nollalinja-abuse =
    .name = Nollalinja
    .line = When a child or somebody close is harmed. Free, always answers, does not show on the bill.
help-riku =
    .name = Victim Support Finland (RIKU)
    .line = For victims of crime and those close to them. Free. Not open at all hours.

# About oneself, in any situation: packs/common.
fact-turvakielto = non-disclosure for safety
    .name = Non-disclosure for personal safety
    .true = In force. Address, phone and places are told to nobody
    .false = Not in force
fact-acting-for = for whom you act
    .name = For whom you act
    .self = Yourself
    .child = A child
    .mandate = Another adult
    .estate = An estate
fact-minor = being under age
    .name = Age
    .true = Under 18
    .false = 18 or over
