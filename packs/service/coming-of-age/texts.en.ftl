# Coming of age. The same words for the young person and for a parent.
org-defence-forces = Finnish Defence Forces

event-coming-of-age = Coming of age
    .title = Turning 18
    .greeting = Congratulations on a new start! A few things change overnight. Here are those worth arranging.
    .confirm = Did I understand you right: are you, or is your child, turning 18?
    .confirm-why = I want to be sure before I make a plan.
    .example = “I turn 18 next month.”

fact-needs-help = help with affairs
    .name = Help with affairs
    .ask = Does the one who turns 18 need somebody to act for them?
    .why = A parent can no longer act without an authorisation.
    .true = needs help
    .false = needs no help
fact-event-date = eighteenth birthday
    .name = Eighteenth birthday
fact-person-role = who this is about
    .name = Who this is about

service-own-bank-codes = Own bank agreement and codes
    .name = Own bank agreement and codes
    .benefit = With codes of your own you get into your account, MyKanta and OmaKela.
    .without = Parents’ access to the account and health data ends on the birthday.
    .do = Go to the bank already before the birthday. Bring a passport or an identity card.
service-authorise-a-helper = Authorising a helper
    .name = Authorising a helper
    .benefit = Somebody close can go on taking care of things without a break.
    .without = Without an authorisation a parent cannot act for an adult child.
    .do = Authorise a helper before the birthday at Kela, health services and the bank. If that is not possible, ask about a guardian in good time.
service-call-up = Military call-up
    .name = Military call-up
    .benefit = At the call-up you can tell your wishes about the service.
    .without = You have to attend in person unless the regional office has released you.
    .do = The call-up concerns men who are Finnish citizens and turn 18 this year. Wait for the summons and say in time if you cannot come.
service-support-for-studies = Student aid after child benefit
    .name = Student aid after child benefit
    .benefit = A student may be able to get student aid. Worth asking Kela.
    .without = Child benefit ended already at 17. Student aid does not start by itself.
    .do = If you study, apply for student aid in OmaKela.

purpose-own-bank-codes = own bank agreement
purpose-authorise-a-helper = giving an authorisation
purpose-call-up = getting ready for the call-up
purpose-support-for-studies = applying for student aid
