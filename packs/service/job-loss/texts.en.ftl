# Work ends. To the point: what is urgent first. Nobody asks why. A condition says "worth asking".

event-job-loss = End of work
    .title = Your work ends or pauses
    .greeting = I am sorry to hear it. One thing is urgent: register as a jobseeker at the latest on the first day of unemployment.
    .confirm = Did I understand you right: has your work ended or paused?
    .confirm-why = I want to be sure before I make a plan.
    .example = “I was dismissed today.”

fact-job-ended = how the work ended
    .name = How the work ended
    .dismissed = dismissed
    .laid-off = laid off for a time
    .fixed-term = fixed term ended
    .resigned = I resigned
fact-fund-member = unemployment fund
    .name = Unemployment fund
    .ask = Do you belong to an unemployment fund?
    .why = A member asks the fund for an earnings-related allowance, others ask Kela for general support (yleistuki).
    .true = member of a fund
    .false = not a member of a fund
fact-event-date = day
    .name = Day
fact-municipality = home municipality
    .name = Home municipality
    .ask = Which municipality do you live in?
    .why = Employment services go by the home municipality.

service-job-seeker-registration = Registering as a jobseeker
    .name = Registering as a jobseeker
    .benefit = Without it no unemployment money is paid. Employment services also help towards new work.
    .without = It cannot be done afterwards. Unemployment money can be paid only from then on.
    .redress = You can take the registration back at any time.
    .do = Register at Job Market Finland at once, at the latest on the first day of unemployment. If you cannot identify yourself online, visit employment services.
service-earnings-related-allowance = Earnings-related allowance
    .name = Earnings-related allowance
    .benefit = If you have been a member for a year and have worked, it is worth asking.
    .without = It does not start by itself. It must be applied for within three months of the time it is for.
    .redress = You can take the request back. If the fund says no, the decision tells how to appeal.
    .do = Register as a jobseeker first. Apply to the fund after about two weeks with your pay slips.
service-general-support = General support (yleistuki)
    .name = General support (yleistuki)
    .benefit = Kela’s support for the unemployed who have no earnings-related allowance. Worth asking.
    .without = It does not start by itself. Other income may reduce it.
    .redress = You can take the request back at Kela. A decision can be appealed for 37 days from its posting.
    .do = Register as a jobseeker first. Then apply for general support (yleistuki) in OmaKela.

purpose-job-seeker-registration = starting to look for work
purpose-earnings-related-allowance = handling of the earnings-related allowance
purpose-general-support = handling of general support
