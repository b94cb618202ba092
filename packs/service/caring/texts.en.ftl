# Caring for someone close. Nobody is pressed to become a carer.

event-caring = Caring for someone close
    .title = You care for someone close to you
    .greeting = You carry a lot. Let us see what could make daily life lighter.
    .confirm = Did I understand right: do you care for someone close to you?
    .confirm-why = I want to understand right before I make a plan.
    .example = “I care for my mother at home.”

fact-person-role = whom you care for
    .name = Whom you care for
fact-work-status = your work situation
    .name = Your work situation
    .ask = What is your work situation?
    .why = Someone who works may have leave to care for a family member.
    .employed = employed
    .entrepreneur = self-employed
    .unemployed = unemployed
    .student = student
    .at-home = at home
    .retired = retired
fact-municipality = home municipality of the one cared for
    .name = Home municipality of the one cared for

service-informal-care-support = Support for informal care
    .name = Support for informal care
    .benefit = It may include a carer’s fee, days off and help at home. It is worth asking for.
    .without = The wellbeing services county decides within its means. Nobody can be forced to become a carer.
    .do = Apply to the county where they live. Agree with them first. A doctor’s statement is needed. Do not give up your job before the decision.
service-carer-leave = Carer’s leave from work
    .name = Carer’s leave from work
    .benefit = You can be away for five working days a calendar year when a family member needs your help with a serious illness.
    .without = The leave is unpaid. You can also agree on other arrangements with your employer.
    .do = Tell your employer about the leave and its length as soon as you can.
service-care-authorisations = Permission to act for them
    .name = Permission to act for them
    .benefit = With their permission you can look after their matters, also when they no longer have the strength.
    .without = Not even a spouse or child may act for another without a mandate.
    .do = Make the mandates together while they still understand what they mean. A continuing power of attorney needs two witnesses.

purpose-informal-care-support = applying for support for informal care
purpose-carer-leave = agreeing on leave
purpose-care-authorisations = making the mandates
