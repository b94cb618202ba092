# Starting to study. Glad, with one congratulation.
org-educator = Educational institution

event-studies = Starting studies
    .title = You are starting your studies
    .greeting = Congratulations on your studies! A few things are best done at once, as student aid is not paid for past months.
    .confirm = Did I understand right: are you about to start studying?
    .confirm-why = I want to be sure before I make a plan.
    .example = “I got a place to study.”

fact-studies-level = what you study
    .name = What you study
    .ask = Where do you start your studies?
    .why = In higher education there is a health fee. Kela needs to know for student aid.
    .higher = university or university of applied sciences
    .secondary = upper secondary or vocational school
    .other = something else
fact-event-date = start of studies
    .name = Start of studies

service-student-aid = Student aid and housing supplement
    .name = Student aid and housing supplement
    .benefit = Money for the time of study. If you rent or live in a right-of-occupancy home, ask for the housing supplement too.
    .without = Aid starts at the earliest from the month in which the application arrives.
    .redress = You can take the request back at Kela. A decision can be appealed within 37 days of the day it was posted.
    .do = Apply in OmaKela as soon as you have accepted the place, for the whole time of study at once. If you live with your own or your partner’s child, ask for general housing allowance.
service-study-place = Accepting the place and enrolling
    .name = Accepting the place and enrolling
    .benefit = The place is yours.
    .without = If you do not accept the place or enrol in time, you lose it.
    .do = The time limit stands in your letter of admission. A place in higher education is accepted in My Studyinfo. The answer is binding.
service-student-health-fee = Health fee
    .name = Health fee
    .benefit = You may use the services of the Finnish Student Health Service.
    .without = No bill is sent. A late fee costs five euros more.
    .do = Pay in OmaKela for each term in which you attend. It is usually due on 15 March in spring and 15 November in autumn.

purpose-student-aid = handling student aid
purpose-study-place = securing the study place
purpose-student-health-fee = paying the health fee
