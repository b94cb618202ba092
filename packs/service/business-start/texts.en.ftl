# Starting a business. The order matters. No loans are offered.

event-business-start = Starting a business
    .title = You are starting a business
    .greeting = That is great. The order matters: a start-up grant is applied for before the business is founded.
    .confirm = Did I understand you right: are you starting a business, or have you just started one?
    .confirm-why = I want to be sure before I make a plan.
    .example = “I am starting my own business.”

fact-business-started = start of the business
    .name = Start of the business
    .ask = Has the business already begun?
    .why = A start-up grant is applied for before it begins.
    .true = it has begun
    .false = it has not begun yet
fact-company-form = form of the business
    .name = Form of the business
    .limited-company = limited company
    .sole-trader = sole trader
    .partnership = general or limited partnership
fact-event-date = first day
    .name = First day
fact-municipality = home municipality
    .name = Home municipality
    .ask = Which municipality do you live in?
    .why = Your area’s employment services decide on the start-up grant.

service-start-up-grant = Start-up grant
    .name = Start-up grant
    .benefit = Support for living costs for 6–12 months when you start full-time. Worth asking.
    .without = If you found the business first and apply later, the grant is usually lost.
    .redress = You can take the request back. The decision tells how to appeal.
    .do = Ask your employment area’s adviser first. Make a business plan and figures, and apply before you found the business.
service-start-up-notification = Start-up notification
    .name = Start-up notification
    .benefit = It brings you a business ID. You can join the Tax Administration’s registers in the same form.
    .without = Without a business ID you cannot invoice as your own business.
    .do = Make the notification at ytj.fi. The details become public, so think whether to give your home address.
service-yel-insurance = YEL insurance
    .name = YEL insurance
    .benefit = Your pension is counted from the YEL income, which also affects sickness and parental allowance.
    .without = If it is compulsory and missing, the Finnish Centre for Pensions may take it out at your cost.
    .do = Take it out at a pension company within six months of the start. A small sideline does not always need it.

purpose-start-up-grant = handling of the start-up grant
purpose-start-up-notification = founding the business
purpose-yel-insurance = taking out pension insurance
