# Scam and identity theft. The bank first. No blame, no paid protection. Codes are never asked for.

event-fraud = Scam or identity theft
    .title = A scam, or misuse of your data
    .greeting = This can happen to anybody. Call your own bank first if money, cards or codes are at risk. Give your codes to nobody, and do not write them here.
    .confirm = Did I understand you right: have you been scammed, or has your data been misused?
    .confirm-why = I want to be sure before I make a plan.
    .example = “Somebody has taken a loan in my name.”

fact-money-lost = lost money
    .name = Lost money
    .true = money is lost
    .false = no money is lost
fact-id-leaked = data in wrong hands
    .name = Personal data
    .ask = Is your identity code or other personal data in the wrong hands?
    .why = Then it is worth making bans that make loans and moves in your name harder. Do not write the code here.
    .true = data is or may be in the wrong hands
    .false = no data in the wrong hands
fact-amount-eur = amount
    .name = Amount
fact-event-date = day
    .name = Day

service-block-cards = Block cards and codes
    .name = Block cards and codes
    .benefit = The bank blocks cards and codes and can try to stop the payment. The sooner, the better.
    .without = More money may go, and delay may affect what the bank pays back.
    .do = Call the bank on a number that you find yourself on the card or its pages. If the bank does not pay, FINE helps free of charge.
service-crime-report = Police report
    .name = Police report
    .benefit = Its number is needed at the bank and when you dispute a bill or a loan.
    .without = Without a report the police do not usually look into it.
    .do = Report at poliisi.fi or a police station. Save messages, numbers and receipts. Dispute strange bills in writing before their due date.
service-identity-bans = Bans that protect your data
    .name = Bans that protect your data
    .benefit = A credit ban tells lenders that somebody else may apply for loans in your name. It is free.
    .without = Somebody may apply for a loan or make a move notice in your name.
    .do = Make a credit ban in the positive credit register. Make a block on move notices at the Digital and Population Data Services Agency. Remove them when you apply for a loan or move.

purpose-block-cards = blocking cards and codes
purpose-crime-report = making a police report
purpose-identity-bans = stopping misuse
