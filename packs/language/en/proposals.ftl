# Proposals: whose interest, what else there is, not again; price and benefit of a plan.

whose = Whose interest: { $who }
whose-customer = yours
whose-provider = the seller’s
whose-third-party = somebody else’s
whose-law = the law sets it
why-gains-customer = Your interest.
why-gains-provider = The seller’s interest.
why-gains-third-party = Somebody else’s interest.
why-gains-law = The law sets this.
why-paid = We are paid { $sum } if you buy. Payment changes no order.
why-paid-unknown = We are paid for this. The sum is not known. Payment changes no order.
why-basis-offer = Your situation: { $event }. None of your facts was used.
why-rule-offer = { $owner } answers for this being shown.
why-otherwise-offer = You can leave it. { $words }
why-basis-gone = This is left from earlier rules.
why-interest-gone = No longer known.
page-why-summary = { $question } · { $whose }

offer-tag = Advertisement: no part of your plan
offer-price-once = { $sum }
offer-price-month = { $sum } a month
offer-price-year = { $sum } a year
offer-seller = Seller: { $name }
offer-end = Not again
offer-end-what = Not again: { $name }
offer-end-all = No advertisements
offer-kind-insurance = Advertisements for insurance
offer-kind-all = All advertisements

proposal-end = Not again
proposal-end-what = Not again: { $name }
proposal-ended = This is not proposed any more. You can have it back at the end of the plan.
proposal-again = Show again
proposal-again-what = Show again: { $name }
proposal-back = This is proposed again.
proposal-ended-heading = What you do not want to see
proposal-general = The same without your facts
proposal-general-lead = This is the plan as everybody in this situation sees it. None of your facts was used.
reply-unwanted = All right. This is not shown any more: { $name }.
reply-unwanted-nothing = All right. There is no advertisement to end now.

price-line = Price and benefit: { $facts } → { $receivers ->
        [one] one receiver
       *[other] { $receivers } receivers
    }: { $who } · until { $date } at most ↔ { $gives }.
price-cheaper = A cheaper way: { $facts ->
        [one] one fact
       *[other] { $facts } facts
    }, { $receivers ->
        [one] one receiver
       *[other] { $receivers } receivers
    }.
price-lost = Then you go without: { $names }.
price-choose = Choose the cheaper one
use-heading = What your facts were good for
use-told = Needed for: { $names }.
use-decided = Decided what came into the plan. Nobody was told it.
use-none = This was needed for nothing.
use-delete = Delete the fact
use-delete-what = Delete the fact: { $name }
use-deleted = The fact is deleted.
