# Förslag: vems intresse, vad annat det finns, inte det här mer; planens pris och nytta.

whose = Vems intresse: { $who }
whose-customer = ditt
whose-provider = säljarens
whose-third-party = någon annans
whose-law = lagen bestämmer
why-gains-customer = Ditt intresse.
why-gains-provider = Säljarens intresse.
why-gains-third-party = Någon annans intresse.
why-gains-law = Lagen bestämmer om det här.
why-paid = Vi får { $sum } om du köper. Betalningen påverkar inte ordningen.
why-paid-unknown = Vi får betalt för det här. Summan är inte känd. Betalningen påverkar inte ordningen.
why-basis-offer = Din situation: { $event }. Inga av dina uppgifter har använts.
why-rule-offer = För att det här visas ansvarar { $owner }.
why-otherwise-offer = Du kan låta bli att köpa. { $words }
why-basis-gone = Det här är kvar från tidigare regler.
why-interest-gone = Inte längre känt.
page-why-summary = { $question } · { $whose }

offer-tag = Reklam: hör inte till planen
offer-price-once = { $sum }
offer-price-month = { $sum }/mån
offer-price-year = { $sum } om året
offer-seller = Säljare: { $name }
offer-end = Inte det här mer
offer-end-what = Inte det här mer: { $name }
offer-end-all = Ingen reklam
offer-kind-insurance = Reklam för försäkringar
offer-kind-all = All reklam

proposal-end = Inte det här mer
proposal-end-what = Inte det här mer: { $name }
proposal-ended = Det här föreslås inte mer. Du kan ta det tillbaka i slutet av planen.
proposal-again = Visa igen
proposal-again-what = Visa igen: { $name }
proposal-back = Det här föreslås igen.
proposal-ended-heading = Vad du inte vill se
proposal-general = Samma utan dina uppgifter
proposal-general-lead = Så här ser planen ut för alla i den här situationen. Inga av dina uppgifter har använts.
reply-unwanted = Okej. Det här visas inte mer: { $name }.
reply-unwanted-nothing = Okej. Just nu finns ingen reklam att sluta visa.

price-line = Pris och nytta: { $facts } → { $receivers ->
        [one] en mottagare
       *[other] { $receivers } mottagare
    }: { $who } · högst till { $date } ↔ { $gives }.
price-cheaper = Ett billigare sätt: { $facts ->
        [one] en uppgift
       *[other] { $facts } uppgifter
    }, { $receivers ->
        [one] en mottagare
       *[other] { $receivers } mottagare
    }.
price-lost = Då blir det här utan: { $names }.
price-choose = Välj det billigare
use-heading = Vad dina uppgifter behövdes till
use-told = Behövdes för: { $names }.
use-decided = Avgjorde vad som kom med i planen. Ingen fick veta den.
use-none = Den här behövdes inte till något.
use-delete = Radera uppgiften
use-delete-what = Radera uppgiften: { $name }
use-deleted = Uppgiften är raderad.
