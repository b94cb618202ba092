# Channels that have only texts and buttons.
channel-disclosure = A machine answers you. Your details are sealed in this service. Write “human” when you want a person. With the words “plan” and “my data” you see your matters.
channel-words-plan = plan, my plan, the plan
channel-words-known = my data, my details
channel-words-code = code, give me a code
channel-words-branch-code = branch, i am at the branch
channel-words-sign-in = sign in, log in
channel-words-human-cancel = i do not need a person, i don’t need a person, i don't need a person
channel-code = Open { $address } on the other device and enter the code { $code }. The code works once and for 15 minutes.
channel-branch-code = Read this code to the clerk: { $code }. They will then see this conversation. The code works once and for 10 minutes.
channel-sign-in = Sign in with a browser: open { $address } and enter the code { $code }. On the plan page you can then sign in. The code works once and for 15 minutes.
channel-sign-in-back = Signing in closes this conversation to others. To go on here afterwards, write the code that the plan page gives you.
channel-safe = Could somebody see your messages here? A safe conversation in the browser: { $address }
channel-person = { $name }: { $text }
channel-done = Good, I have marked it as done.
channel-nobody-waits = You are not waiting for a person. The machine answers.
reply-code-used = Let’s go on from where you were.
error-clash-safe = No code is given for a safe conversation. Nothing was changed. You can go on here.
