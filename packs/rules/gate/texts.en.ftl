# The rules in the customer’s words.

rule-serve-who-asks = Luukku reads what you have told when you ask it for service.
rule-share-permitted = Your facts go to others only by a permission of yours that holds.
rule-look-while-held = A human may read your case only while they have it.
rule-learn-permitted = Luukku learns from your corrections only with your permission.
rule-own-shown = You always see your own facts.
rule-propose = Luukku proposes what is worth asking in your situation.
rule-purpose-unlisted = Facts are not used for a purpose that nobody has named.
rule-role-not-for-purpose = Facts are used only by those whose task it is.
rule-permission-missing = There is no permission, or it was taken back.
rule-permission-not-yet = The permission does not hold yet.
rule-permission-over = The permission is over.
rule-other-case = The permission is for another matter.
rule-other-service = The permission is for another service.
rule-other-receiver = The permission is for another receiver.
rule-other-purpose = The permission is for another purpose.
rule-assurance-too-low = The service needs you to have signed in.
rule-fact-not-permitted = The permission does not cover all these facts.
rule-fact-not-sealed = The fact was not sealed for this.
rule-share-for-another-use = This sending was authorised for something else.
rule-special-without-condition = Sensitive facts are used only where the law allows it.
rule-special-not-explicit = Sensitive facts need a permission of their own.
rule-turvakielto = While you have a non-disclosure order, nobody is told where you are.
rule-about-another-person = What is said of somebody else is not passed on.
rule-minor-alone = Nothing is sent for a minor who is alone. A human helps.
rule-mandate-not-seen = Nothing is sent for somebody else before the mandate was looked at. A human helps.
rule-nothing-sold = In this situation nothing is sold to you.
