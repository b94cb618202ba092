# Retiring. No hurry, and no advice to go or to stay.

event-retirement = Retirement
    .title = You are retiring
    .greeting = A new stage begins. A pension does not start by itself, so let’s see what to apply for and when.
    .confirm = Did I understand right: are you about to retire on an old-age pension?
    .confirm-why = I want to be sure before I make a plan.
    .example = “I’m retiring next spring.”

fact-pension-stage = stage of the pension
    .name = Stage of the pension
    .ask = Have you applied for the pension already?
    .why = It decides what the next step is.
    .planning = not yet
    .applied = I have applied
    .granted = the decision has come
fact-event-date = start of the pension
    .name = Start of the pension

service-old-age-pension = Applying for old-age pension
    .name = Applying for old-age pension
    .benefit = One application covers the earnings-related pension and Kela’s pension.
    .without = The pension does not start by itself. The earnings-related pension is paid for at most three months back.
    .redress = You can take the application back before the decision. The decision tells how to appeal.
    .do = First check your pension record and your pension age at tyoelake.fi. Apply about a month before you want the pension to start. It always starts on the first day of a month.
service-end-of-employment = Ending your job
    .name = Ending your job
    .benefit = The pension can start when you want it to.
    .without = Old-age pension usually does not start while the job goes on.
    .do = Give notice in time. If you are self-employed, you need not stop.
service-pension-tax-card = Tax card for the pension
    .name = Tax card for the pension
    .benefit = The right tax is taken from the start.
    .without = Without a tax card for pension the tax is 40 per cent.
    .do = Apply in MyTax as soon as you have the pension decision. If you work besides, your pay needs a tax card of its own.

purpose-old-age-pension = handling the pension application
purpose-end-of-employment = ending the job
purpose-pension-tax-card = applying for a tax card
