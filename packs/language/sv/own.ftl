# Kundens egna regler, och godkännandet av just det som görs i kundens namn.

own-to = { $of ->
    [bank] banken
    [insurer] försäkringsbolaget
    [kela] FPA
    [municipality] kommunen
    [wellbeing-county] välfärdsområdet
    [tax] Skatteförvaltningen
    [dvv] Myndigheten för digitalisering och befolkningsdata
    [employment] sysselsättningstjänsterna
    [enforcement] utsökningen
    [collection] inkassobyrån
    [operator] operatören
    [electricity] elbolaget
    [pension] pensionsanstalten
    [unemployment-fund] arbetslöshetskassan
    [debt-advice] skuldrådgivningen
    [employer] arbetsgivaren
    [landlord] hyresvärden
    [housing-company] bostadsbolaget
    [school] skolan
    [police] polisen
    [posti] Posti
    [neighbour] grannen
    [relatives] släkten
    [ex-spouse] ditt ex
    [spouse] din partner
    [child] barnet
    [child-1] barnet
    [mother] din mamma
    [father] din pappa
    [sister] din syster
    [brother] din bror
    [grandmother] din mormor eller farmor
    [grandfather] din morfar eller farfar
    [grandchild] ditt barnbarn
    [mother-in-law] din svärmor
    [father-in-law] din svärfar
    [aunt] din moster eller faster
    [uncle] din morbror eller farbror
    [cousin] din kusin
    [parents] dina föräldrar
    [relative] din närstående
    [friend] din vän
    [employee] din anställda
   *[all] någon
}
own-never-tell = Berätta ingenting för { $who }.
own-ask-first = Fråga alltid först innan du berättar något för { $who }.
own-no-offers = { $of ->
    [insurer] Inga försäkringserbjudanden.
    [bank] Inga låne- eller bankerbjudanden.
    [operator] Inga telefon- eller näterbjudanden.
    [electricity] Inga elerbjudanden.
   *[all] Inga erbjudanden.
}
own-quiet = { $of ->
    [night] Ingen kontakt på natten.
    [evening] Ingen kontakt på kvällen.
    [weekend] Ingen kontakt på veckoslutet.
    [work] Ingen kontakt under arbetstid.
   *[all] Ingen kontakt.
}
own-contact-by = { $of ->
    [letter] Kontakt bara per brev.
    [email] Kontakt bara per e-post.
    [message] Kontakt bara per meddelande.
    [phone] Kontakt bara per telefon.
   *[no-phone] Inga samtal.
}
own-acts-never-tell = Din regel: { $rule } Därför sköter du det här själv: { $names }.
own-acts-ask-first = Din regel: { $rule } Därför frågar vi särskilt om det här: { $names }.
own-acts-no-offers = Din regel: { $rule } Därför erbjuds inte det här: { $names }.

reply-own-made = Okej. Det här är nu din regel.
reply-own-gone = Okej. Den här regeln gäller inte längre.
reply-own-which = Vilken regel ska jag ta bort?
reply-own-none = Du har ingen sådan regel.
reply-to-approve = Innan något görs ska du läsa det exakta innehållet och godkänna det: { $names }.

rule-own-never-tell = Din regel: dit berättas ingenting.
rule-own-no-offers = Din regel: inga erbjudanden.
effect-own = Din regel: om det här frågar vi varje gång.
line-own-never-tell = Din regel hindrar oss från att berätta. Du sköter det här själv.

state-needs-approval = Väntar på dig
line-needs-approval = Läs exakt vad som görs och godkänn det. Innan dess skickas ingenting.
entry-consent-approved = Du godkände det exakta innehållet. Mottagare: { $who }. Ändamål: { $purpose }.

own-heading = Egna regler
own-lead = Luukku följer de här i alla dina ärenden. Du kan också säga en regel i samtalet: ”Fråga alltid innan banken.”
own-none = Du har inga egna regler ännu.
own-yours = Gäller nu
own-made-when = Gjord { $date }.
own-words = Du sade: ”{ $words }”
own-remove = Ta bort
own-remove-what = Ta bort regeln: { $rule }
own-undo = Ångra
own-undo-what = Ångra: { $rule }
own-back = Låt den gälla igen
own-back-what = Låt den gälla igen: { $rule }
own-all = Se dina egna regler
own-new = Gör en ny regel
own-new-never-tell = Berätta ingenting
own-new-ask-first = Fråga alltid först
own-new-no-offers = Inga erbjudanden
own-new-quiet = Ingen kontakt då
own-new-contact-by = Kontakt bara så här
own-make = Ta i bruk
own-make-what = Ta i bruk: { $rule }
own-pick = Vem eller vad gäller den?
own-every = Alla
own-law = Lagen står över din regel. Om lagen säger att en organisation ska meddela en annan kan din regel inte hindra det.
own-people = För privatpersoner berättar Luukku inget om dina ärenden ändå. Regeln syns också för den anställda om ditt ärende går vidare.
own-kept = Reglerna är förseglade som dina andra uppgifter. De följer med när du tar dina uppgifter med dig, och försvinner när du raderar dem.
own-desk = Kundens egna regler

approve-heading = Godkänn det exakta innehållet
approve-lead = Ingenting skickas innan du godkänner just det här. Om innehållet ändras frågar vi på nytt.
approve-what = Vad som görs
approve-who = Till vem
approve-facts = Uppgifter som skickas
approve-facts-none = Inga andra uppgifter skickas.
approve-price = Pris
approve-back = Om du ångrar dig
approve-free = Själva begäran är gratis.
approve-cost = Det här kostar { $euros } €.
approve-tells = { $who } får uppgifterna nedan.
approve-yes = Jag godkänner just det här
approve-no = Jag godkänner inte
approve-open = Läs och godkänn
approve-open-what = Läs och godkänn: { $name }

undo-until = Du kan ångra det här ännu till och med { $date }. { $what }
undo-button = Ångra det här
undo-what = Ångra det här: { $name }
undo-said = Ångrandet är på väg.
line-undoing = Du ångrade det här { $when }. Meddelandet är på väg. Mottagare: { $who }.
line-undone = { $who } fick veta att du ångrade dig { $when }.
line-not-undone = Du ångrade det här, men beskedet nådde inte fram före { $when }. Berätta själv att du ångrar dig. Mottagare: { $who }.
entry-consent-undone = Du ångrade det som gjordes i ditt namn. Mottagare: { $who }. Ändamål: { $purpose }.
letter-undone-title = Kunden ångrar begäran
letter-undone-lead = Kunden ångrar det som brevet nedan bad om. Gör det inte, eller häv det om det redan är gjort.
letter-undone-share = Brevet som saken gäller
letter-undone-until = Det här behöver inte besvaras i Luukku.
