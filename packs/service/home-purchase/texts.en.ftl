# Buying a home. No advertising, no hurry.
org-land-survey = National Land Survey

event-home-purchase = Buying a home
    .title = You are buying a home
    .greeting = Buying a home comes with a few deadlines. Let’s see what is left for you to do.
    .confirm = Did I understand right: are you buying a home, or have you just bought one?
    .confirm-why = I want to be sure before I make a plan.
    .example = “We bought a flat.”

fact-home-kind = what you bought
    .name = What you bought
    .ask = Did you buy shares in a housing company or real estate?
    .why = Tax and title are handled in different ways.
    .shares = a flat in a housing company
    .real-estate = real estate, such as a detached house
fact-event-date = day of the sale
    .name = Day of the sale
    .ask = On which day is the deed of sale signed?
    .why = The times are counted from that day.
fact-home-agent = estate agent
    .name = Estate agent
    .true = bought through an agent
    .false = bought without an agent

service-transfer-tax-shares = Transfer tax on the flat
    .name = Transfer tax on the flat
    .benefit = The tax is paid in time.
    .without = A late return may cost extra.
    .do = If you buy through an agent, the tax is paid at the closing and the agent files it. Otherwise file and pay in MyTax within two months. In a new building the time counts from the transfer of ownership. Every buyer files their own return.
service-transfer-tax-real-estate = Transfer tax on the real estate
    .name = Transfer tax on the real estate
    .benefit = You can apply for title.
    .without = Title cannot be applied for before the tax is paid.
    .do = File and pay in MyTax yourself, even if an agent was involved. Every buyer files their own return.
service-title-registration = Registration of title
    .name = Registration of title
    .benefit = Your ownership stands in the public register.
    .without = Title must be applied for within half a year. A delay may raise the tax.
    .do = Apply to the National Land Survey once transfer tax is paid.
service-new-home-insurance = Home insurance
    .name = Home insurance
    .benefit = The home is covered from the day it is yours.
    .without = Insurance cannot be taken out afterwards.
    .do = Compare in peace and take the insurance before you get the keys. In a detached house you also insure the building.

purpose-transfer-tax-shares = handling transfer tax
purpose-transfer-tax-real-estate = handling transfer tax
purpose-title-registration = applying for title
purpose-new-home-insurance = insuring the home
