# A long sick leave. Dates are enough; the illness is not asked about.

event-illness = Long sick leave
    .title = You are on sick leave
    .greeting = I am sorry to hear that you are ill. I will gather what there is to do, so that you can rest.
    .confirm = Did I understand right: are you on a long sick leave?
    .confirm-why = I want to understand right before I make a plan.
    .example = “I went on a long sick leave.”

fact-event-date = first day of illness
    .name = First day of illness
    .ask = Since which day have you been away from work?
    .why = The time to apply for sickness allowance is counted from it. You need not say what the illness is.
fact-work-status = your work situation
    .name = Your work situation
    .ask = What is your work situation?
    .why = It decides whether your employer or you apply for the allowance.
    .employed = employed
    .entrepreneur = self-employed
    .unemployed = unemployed
    .student = student
    .at-home = at home
    .retired = retired
fact-leave-paid = pay during illness
    .name = Pay during illness
    .true = pay continues
    .false = no pay
fact-municipality = home municipality
    .name = Home municipality

service-occupational-health-notice = Notice to occupational health
    .name = Notice to occupational health
    .benefit = Your employer tells occupational health when you have been away for over 30 days. You can plan the return together.
    .without = You do not have to report this yourself.
service-sickness-allowance = Sickness allowance
    .name = Sickness allowance
    .benefit = Money for the time when you cannot work. Worth asking for if the illness lasts over ten working days.
    .without = If your employer pays you, it usually applies itself. Otherwise there are two months to apply.
    .redress = You can take the request back at Kela. A decision can be appealed within 37 days of its posting.
    .do = Apply in OmaKela within two months. Add the medical certificate. You need not show it to Luukku.
service-sick-note = Certificate to your employer
    .name = Certificate to your employer
    .benefit = Your employer knows of the absence and can pay you correctly.
    .without = Without a certificate, pay may be missed.
    .do = Hand in the certificate as your workplace asks. You need not tell others about the illness.

purpose-occupational-health-notice = notice of the absence to occupational health
purpose-sickness-allowance = handling the sickness allowance
purpose-sick-note = telling about the absence
