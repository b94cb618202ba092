# Marriage. Warm and short, one congratulation.

event-marriage = Getting married
    .title = You are getting married
    .greeting = Congratulations to you both!
    .confirm = Did I understand you right: are you getting married, or have you just done so?
    .confirm-why = I want to be sure before I make a plan.
    .example = “We are getting married in the summer.”

fact-name-change = surname
    .name = Surname
    .ask = Will your surname change?
    .why = If it does, your passport and cards need renewing.
    .true = the surname changes
    .false = the surname stays
fact-event-date = wedding day
    .name = Wedding day
fact-municipality = home municipality
    .name = Home municipality

service-marriage-to-kela = Kela learns of the marriage
    .name = Kela learns of the marriage
    .benefit = Kela sees it in the population register. A Kela card in a new name comes by itself.
    .without = There is no need to report it.
    .redress = If the entry is wrong, ask for it to be corrected.
service-impediments-examination = Examination of impediments
    .name = Examination of impediments
    .benefit = After it you can be married. You choose your surnames at the same time, and it is free.
    .without = Without it you cannot marry.
    .do = Ask for it together, at the earliest four months before the wedding. It takes at least seven days. If one of you comes from abroad, allow several weeks. A parish can do it too if one of you is its member.
service-wedding-time = A time for the wedding
    .name = A time for the wedding
    .benefit = You get an officiant when you want one. On the agency’s premises in office hours the wedding is free.
    .without = The most popular times go first.
    .do = Book at the Digital and Population Data Services Agency, the district court or a parish. Ask two witnesses of 15 or more to come along.
service-benefits-of-a-couple = Kela’s benefits for two
    .name = Kela’s benefits for two
    .benefit = Benefits are counted right, and nothing has to be paid back.
    .without = Marriage can change the national pension or the child benefit supplement, for example.
    .do = If either of you gets a Kela benefit, ask for a review in OmaKela. Otherwise there is nothing to do.
service-papers-in-new-name = Passport and cards in the new name
    .name = Passport and cards in the new name
    .benefit = Papers, tickets and bank card have the same name.
    .without = Passport, identity card and driving licence do not change by themselves.
    .do = Book a time with the police once the new name is in force. Book honeymoon tickets in the name your passport will have then.

purpose-marriage-to-kela = knowing of the marriage
purpose-impediments-examination = examining impediments
purpose-wedding-time = booking the wedding
purpose-benefits-of-a-couple = reviewing benefits
purpose-papers-in-new-name = renewing papers
