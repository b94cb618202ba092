# Allt som luckan, sidorna, terminalen och gränssnittet säger på svenska. Händelsernas egna ord finns i deras paket.

# --- svar ----------------------------------------------------------------------------------------------------------
reply-noted = Jag antecknar: { $values }.
reply-corrected = Tack, jag rättade det. { $label }: { $value }.
reply-refused = Okej, det behöver du inte berätta.
reply-unknown = Det gör inget, vi går vidare utan det.
reply-thanks = Varsågod.
reply-card = Det här kan jag sköta åt dig. Ingenting skickas utan din tillåtelse.
reply-card-waits = Kortet väntar på dig. Välj en rad i taget.
reply-plan = Planen är klar. Nu behöver du inte göra något mer.
reply-plan-own = Planen är klar. I den finns { $n ->
        [one] en sak
       *[other] { $n } saker
    } som du själv sköter.
reply-plan-none = I det här ärendet behöver jag inget mer av dig.
reply-noted-open = Tack, det minns jag. Vad har hänt?
reply-not-understood = Jag förstod inte riktigt vad som har hänt. Berätta gärna med egna ord. Till exempel: { $examples }
reply-not-understood-yet = Jag hjälper till exempel med: { $events }.
reply-not-answered = Jag förstod inte svaret. Säg det gärna på ett annat sätt eller välj med knapparna.
reply-declined = Tack, då förstod jag fel. Vill du berätta med egna ord vad som har hänt?
reply-question = Jag hittade inget bra svar på det här, och jag gissar inte. Undrar du varför jag frågar eller föreslår något, öppna ”Varför”.
reply-why-card = Uppgifterna är dina, därför ber jag om lov. På varje rad ser du vem som får uppgiften och vad den är bra för.
reply-next-card = Nu bestämmer du vad jag ska sköta åt dig. Ingenting skickas utan ditt tillstånd, och du behöver inte bestämma allt på en gång.
reply-next-question = Jag frågar ännu det här för att bara visa det som gäller dig. Ingenting skickas utan ditt tillstånd.
reply-next-plan = I planen ser du vad som väntar, på vem och till när. Du behöver inte komma ihåg det.
reply-no-credit = Här får man inte lån, och du erbjuds inget lån i den här situationen.
reply-danger-waits = Ditt meddelande är sparat, och den som svarar dig ser det. Blir läget värre ska du inte vänta utan ringa.
reply-question-no-case = Jag är en maskin och hittade inget bra svar på det här. Berätta vad som har hänt, så gör jag upp en plan. Jag berättar ingenting för någon utan din tillåtelse.
reply-sorry = Jag beklagar sorgen.
reply-sorry-ended = Jag har avslutat allt som vi hade påbörjat. Ingenting mer skickas till någon, och inga påminnelser kommer.
reply-sorry-nothing = Du behöver inte göra något nu. Det här kan jag inte själv hjälpa till med.
reply-asked-by = { $who } vill veta en sak till.
reply-person = Jag förstår, du vill tala med en människa.
reply-language = Vi fortsätter på svenska.
reply-allowed = Tack. Jag skickar uppgifterna: { $names }.
reply-sent = Jag skickar din begäran: { $names }.
reply-denied = Okej, jag skickar inte: { $names }. Du kan ändra dig i planen.
reply-taken-back = Tillbakataget: { $name }. Dina uppgifter används inte längre till det här.
reply-take-back-which = Vilken tillåtelse tar du tillbaka?
reply-take-back-none = Du har just nu inga tillåtelser att ta tillbaka.
reply-partly = Svara med knapparna, en rad i taget, så skickas ingenting av misstag.
reply-beside = Jag läste det du skrev men kan inte använda det här. Kortet väntar: välj en rad i taget.
reply-nothing-left = Ingenting skickades.
reply-sign-in = Nu behöver du identifiera dig. Först därefter kan jag skicka din begäran: { $names }.
reply-signed-in = Tack, identifieringen lyckades.
reply-signed-in-sent = Tack, identifieringen lyckades. Jag skickar din begäran: { $names }.

note-removed-nul = Ett tecken som inte kan läsas togs bort ur meddelandet.
note-removed-bidi = Tecken som vänder textens riktning togs bort ur meddelandet.
note-removed-invisible = Osynliga tecken togs bort ur meddelandet.
note-removed-control = Styrtecken togs bort ur meddelandet.
note-degraded = Den här gången läste jag meddelandet på ett enklare sätt. Därför kan jag fråga mer.
note-event-card = Tillåtelsekortet blev klart.
note-event-signed-in = Du identifierade dig.
note-event-resumed = Du fortsatte på en annan enhet.
note-event-language = Språket byttes.
note-event-person = Du ville tala med en människa.
note-event-step = { $name }: { $word }. { $line }
note-event-reminder = Påminnelse: { $name }, { $deadline }.
note-event-card-answered = Du svarade på tillåtelsekortet.

person-phone = Så här når du en människa: { $name }, telefon { $phone }. Öppet { $hours }.
person-phone-only = Så här når du en människa: { $name }, telefon { $phone }.
person-none = Tjänsten { $name } har tyvärr inget telefonnummer. Om du behöver hjälp genast, ring 112.

# --- frågor --------------------------------------------------------------------------------------------------------
option-yes = Ja
option-no = Nej
option-dont-know = Vet inte
option-wont-say = Vill inte säga
question-consent = Vad vill du göra?
question-consent-why = Ingenting berättas för någon innan du har svarat.

# --- förstått ------------------------------------------------------------------------------------------------------
understood-title = Så här förstod jag
understood-title-ask = Förstod jag rätt?
understood-event = Vad
value-yes = ja
value-no = nej
value-approx = ungefär { $value }
value-refused = inte berättat
value-unknown = vet inte

# --- kort ----------------------------------------------------------------------------------------------------------
card-title = Vad får jag sköta?
card-lead = Svara på varje rad för sig. Ingenting är valt på förhand.
card-lead-answered = Du har svarat på det här kortet.
card-price = Du berättar högst { $facts ->
        [one] en uppgift
        [2] två uppgifter
        [3] tre uppgifter
        [4] fyra uppgifter
        [5] fem uppgifter
        [6] sex uppgifter
        [7] sju uppgifter
        [8] åtta uppgifter
        [9] nio uppgifter
       *[other] { $facts } uppgifter
    } för { $receivers ->
        [one] en mottagare
        [2] två mottagare
        [3] tre mottagare
        [4] fyra mottagare
        [5] fem mottagare
        [6] sex mottagare
        [7] sju mottagare
        [8] åtta mottagare
        [9] nio mottagare
       *[other] { $receivers } mottagare
    }. Det kostar inga pengar.
card-price-none = Vi berättar ingenting för någon.
card-keeps = { $facts ->
        [one] Uppgiften
       *[other] Uppgifterna
    } väntar på mottagaren i ett förseglat kuvert. Kuvertet förstörs när ärendet är klart, senast { $date }.
card-part-allow = Du tillåter
card-part-request = Du begär
card-part-law = Sker enligt lag
card-part-own = Du gör själv
card-allow = Tillåt
card-allow-rest = Tillåt de övriga { $n }
card-not-now = Inte nu
card-send = Skicka begäran
card-what-if-asked = { $name } (bara om mottagaren frågar)
card-what-nothing = Luukku berättar ingenting
card-why = { $purpose }
card-how-long = Upphör när ärendet är klart, senast { $date }.
card-how-long-law = Lagen bestämmer hur länge.
card-why-basis = Du berättade: { $facts }.
card-why-rule = Reglerna ”{ $event }”, version { $version }. Ansvarig: { $owner }.
card-why-interest = Tjänsterna är valda för ditt bästa. Ingen betalar oss för dem.
card-why-otherwise = Du kan låta bli allt eller sköta sakerna själv. Det påverkar inte hur du blir betjänad.

row-state-open = Väntar på dig
row-state-allowed = Du gav din tillåtelse
row-state-denied = Inte nu
row-state-sent = Begäran skickad
row-state-waiting = Väntar på identifiering
row-state-withdrawn = Du tog tillbaka det
row-state-info = För kännedom
effect-asks = Det här är en begäran. Organisationen fattar beslutet.
effect-does = Det här kan tas tillbaka.
effect-binds = Det här binder dig. Du godkänner det för sig.
effect-allow = Mottagaren använder uppgifterna bara för det här ärendet. Du kan ta tillbaka din tillåtelse.
effect-law = Din tillåtelse behövs inte.

why-basis-service = Din situation: { $event }. Uppgifter: { $facts }. Källa: { $sources }
why-basis-question = Jag frågar eftersom svaret påverkar planen. { $why }
why-basis-law = Grund för att använda uppgifterna: { $basis }.
why-rule = Reglerna ”{ $event }”, version { $version }. Ansvarig: { $owner }.
why-interest-customer = Ditt. Ingen betalar oss för det här.
why-interest-provider = Tjänsteleverantörens.
why-interest-third-party = En annan parts.
why-interest-law = Lagen bestämmer om det här. Ingen tjänar pengar på det.
why-otherwise-service = Du kan också låta bli att göra något. { $without }
why-otherwise-question = Du kan svara ”vet inte” eller låta bli att berätta. Vi går vidare ändå.
why-source = { $address } (läst { $date })
why-none = ingenting

# --- stegens tillstånd -----------------------------------------------------------------------------------------------
state-offered = Inte berättat
state-denied = Inte berättat
state-needs-sign-in = Väntar på dig
state-sending = Inte berättat
state-told = Berättat
state-acknowledged = Mottaget
state-asks = Väntar på dig
state-done = Klart
state-refused = Togs inte emot
state-unreadable = Skickat
state-unreached = Inte berättat
state-unreached-perhaps = Osäkert
state-own = Du gör själv
state-by-law = Sker av sig självt
state-ended = Avslutat

line-offered = Väntar på ditt svar på tillåtelsekortet.
line-denied = Du sa: inte nu. Ingenting berättades.
line-needs-sign-in = Identifiera dig, så kan begäran skickas.
line-sending = På väg.
line-told = { $who } fick veta { $when }. Inget svar ännu.
line-acknowledged = { $who } tog emot ärendet { $when }.
line-asks = { $who } frågar: { $names }.
line-asks-permitted = { $who } frågade: { $names }. Din tillåtelse täcker det, svaret är på väg.
line-done = Det blev klart { $when }.
line-done-own = Du gjorde det här { $when }.
line-refused = { $reason }
line-outdated = Mottagaren har fortfarande den tidigare uppgiften: { $facts }. Du kan ta tillbaka och begära på nytt.
line-unreadable = Uppgifterna skickades, men svaret går inte att läsa. Fråga direkt: { $who }.
line-unreached = { $who } svarar inte just nu. Vi försöker igen tills tillåtelsen upphör { $until }.
line-unreached-perhaps = { $who } hann inte svara. Vi vet inte om uppgifterna kom fram. Vi försöker igen tills tillåtelsen upphör { $until }.
line-unreached-plain = { $who } svarar inte just nu. Vi försöker igen.
line-own = { $do }
line-by-law = { $benefit }
line-by-law-told = { $benefit } Anmäls av: { $teller }.
line-ended = Tillåtelsen upphörde { $when }. Ingenting berättas längre.

reason-assurance-too-low = Mottagaren kräver stark identifiering.
reason-not-ours = Mottagaren säger att ärendet inte hör dit.
reason-already-done = Saken var redan skött.
reason-not-entitled = Mottagaren beviljade inte det här. I beslutet står hur du söker ändring.
reason-cannot-read = Mottagaren kunde inte läsa meddelandet. Ingenting sparades där.
reason-closed = Mottagaren har redan stängt ärendet.
reason-none = Mottagaren tog inte emot ärendet.

# --- plan ----------------------------------------------------------------------------------------------------------
plan-title = { $event }
plan-summary = { $waits ->
        [0] Ingenting väntar på dig just nu.
        [one] En sak väntar på dig.
       *[other] { $waits } saker väntar på dig.
    }
plan-who-you = Du
plan-deadline = senast { $date }
plan-deadline-passed = tidsfristen var { $date }
plan-no-hurry = Det är inte bråttom.
plan-days = { $n ->
        [0] i dag
        [one] en dag
       *[other] { $n } dagar
    }
plan-days-late = { $n ->
        [one] en dag över
       *[other] { $n } dagar över
    }
plan-remind = En påminnelse kommer hit { $date }.
plan-sign-in = Identifiera dig en gång, så kan de här skickas: { $names }. Mottagaren vill veta vem begäran kommer från.
plan-moment-done = { $name }: { $word }
plan-moment-deadline = { $name }: tidsfrist
plan-moment-remind = { $name }: påminnelse
plan-moment-now = I dag

# --- vad som är känt -------------------------------------------------------------------------------------------------
known-said = Du sa { $date }: ”{ $words }”
known-said-button = Du svarade { $date }
known-verified = Uppgiften är kontrollerad { $date }
known-used = { $who }, { $date }: { $purpose }
known-good-case = Så länge ärendet pågår.
known-good-until = Vi frågar på nytt efter { $date } om uppgiften behövs.
known-mode-kept = Uppgifterna ligger förseglade i den här tjänsten. De öppnas bara med din tillåtelse, och varje öppning syns nedan.
known-mode-kept-until-closed = Uppgifterna ligger förseglade i den här tjänsten tills ärendet är avslutat, och 14 dagar därefter. Om du inte återkommer på ett halvår och inget är på gång avslutas ärendet åt dig.
known-log-state = { $n ->
        [0] Loggen har inga anteckningar.
        [one] Loggen har en anteckning.
       *[other] Loggen har { $n } anteckningar.
    }
known-log-checked = Kontrollerad: hel.
known-log-broken = Kontrollen lyckades inte. Berätta det för tjänstens förvaltare.

entry-who-counter = Luukku
entry-serve = Luukku läste uppgifterna för att svara dig: { $facts }.
entry-share = Uppgifterna skickades med din tillåtelse: { $facts }. Mottagare: { $who }. Ändamål: { $purpose }.
entry-share-open = Tillåtelse att skicka uppgifterna: { $facts }. Mottagare: { $who }. Ändamål: { $purpose }.
entry-done = Uppgifterna kom fram. Mottagare: { $who }. Ändamål: { $purpose }.
entry-not-carried-out = { $who } bekräftade inte att uppgifterna kom fram, och de skickas inte mer.
entry-refused = Hindrades eftersom tillåtelse saknades. { $who } fick inte uppgifterna: { $facts }.
entry-consent-given = Du gav din tillåtelse. Mottagare: { $who }. Ändamål: { $purpose }.
entry-consent-denied = Du gav inte din tillåtelse. Mottagare: { $who }. Ändamål: { $purpose }.
entry-consent-requested = Du skickade en begäran. Mottagare: { $who }. Ändamål: { $purpose }.
entry-consent-withdrawn = Du tog tillbaka din tillåtelse. Mottagare: { $who }. Ändamål: { $purpose }.
entry-consent-narrowed = På grund av spärrmarkeringen gäller din tillåtelse inte längre var du bor. Mottagare: { $who }. Ändamål: { $purpose }.
entry-consent-left-out = Du begränsade din tillåtelse. Mottagare: { $who }. Ändamål: { $purpose }. Den gäller nu bara: { $facts }.
entry-consent-signed-in = Du identifierade dig, och begäran kan skickas. Mottagare: { $who }. Ändamål: { $purpose }.
entry-look = { $who } tittade på uppgifterna: { $facts }. Ändamål: { $purpose }.
entry-result-allowed = tillåtet
entry-result-refused = hindrat
entry-result-done = gjort
entry-result-not-carried-out = inte gjort
purpose-serve = att svara dig

# --- organisationer --------------------------------------------------------------------------------------------------
org-dvv = Myndigheten för digitalisering och befolkningsdata
org-kela = FPA
org-municipality = Hemkommunen
org-wellbeing-county = Välfärdsområdet
org-employer = Arbetsgivaren
org-hospital = Sjukhuset
org-tax = Skatteförvaltningen
org-bank = Banken
org-insurer = Försäkringsbolaget
org-operator = Operatören
org-landlord = Hyresvärden
org-court = Tingsrätten
org-enforcement = Utsökningsverket
org-police = Polisen
org-collection = Indrivningsbyrån
org-school = Skolan
org-daycare = Daghemmet
org-electricity = Elbolaget
org-church = Församlingen
org-unemployment-fund = Arbetslöshetskassan

# --- fel: vad som hände, vad som hände med texten, vad nu ----------------------------------------------------------------
error-failed = Tjänsten har ett fel. Inget nytt berättades för någon. Försök igen om en stund.
error-bad-input = Det här kunde inte tas emot. Ingenting sparades. Kontrollera meddelandet och försök igen.
error-empty = Meddelandet hade ingen läsbar text. Ingenting sparades. Skriv vad som har hänt.
error-bad-file = Filen kunde inte tas emot. Inget togs hit. Kontrollera att filen kommer från Luukku och inte har ändrats.
error-too-long = Meddelandet är för långt. Det sparades inte. Korta ner det eller skicka det i delar.
error-not-text = Meddelandet kunde inte läsas som text. Det sparades inte. Skriv det på nytt.
error-malformed = Begäran hade fel form. Ingenting sparades. Ladda om sidan.
error-bad-data = Det går inte att lära av filen som den är. Ingenting skrevs. Rätta raden och försök igen.
error-not-found = Det här finns inte, eller har upphört. Ingenting ändrades. Börja från startsidan.
error-clash = Ett annat meddelande har redan skickats med samma kod. Det nya sparades inte. Skicka det på nytt.
error-out-of-date = Det här är redan använt eller för gammalt. Ingenting ändrades. Be om ett nytt.
error-bad-presentation = Intyget från plånboken kunde inte godtas. Ingenting av det sparades. Visa det på nytt, eller berätta själv.
error-forbidden = Det här är inte tillåtet. Ingenting berättades för någon. Gå tillbaka till samtalet.
error-refused = Tillåtelse saknas eller har upphört. Ingenting berättades för någon. Du kan ge en ny tillåtelse.
error-locked = Uppgifterna kan inte öppnas nu. Ingenting berättades för någon. Försök igen senare.
error-key-away = De här uppgifterna öppnas bara på kundens egen enhet. Ingenting öppnades och ingenting försvann. De väntar på att hen öppnar Luukku där.
error-foreign-form = Formuläret kom inte från den här sidan. Ingenting sparades. Ladda om sidan.
error-busy = Tjänsten är överbelastad just nu. Meddelandet togs inte emot ännu. Försök igen om en stund.
error-no-room = Tjänstens disk är full. Meddelandet togs inte emot. Försök igen senare.
error-not-masked = Personuppgifterna i texten kunde inte döljas. Därför skickades den inte vidare. Ingenting gick förlorat.
error-waits = Meddelandet är sparat. Det kunde inte besvaras ännu. Svaret kommer av sig självt.
error-unreached = Den andra parten svarar inte just nu. Ingenting försvann. Försök igen senare.
error-bad-answer = Den andra parten svarade på ett sätt som inte kan läsas. Ingenting ändrades. Försök igen senare.
error-bad-settings = Det finns ett fel i inställningarna. Tjänsten startade inte. Rätta inställningen och starta om.
error-bad-pack = Det finns ett fel i ett paket. Tjänsten startade inte. Rätta filen och starta om.
error-bad-model = Den inlärda modellen duger inte. Ingenting ändrades. Lär in modellen på nytt.
error-not-installed = Ett bibliotek som behövs saknas. Ingenting ändrades. Installera det och försök igen.
error-taken = Porten eller mappen används av en annan server. Ingenting ändrades. Stäng den eller välj en annan.
error-broken = Loggen eller ett sigill håller inte. Ingenting öppnades. Berätta det för tjänstens förvaltare.

# --- sidor -----------------------------------------------------------------------------------------------------------
page-brand = Luukku
page-skip = Gå till innehållet
page-answers-machine = En maskin svarar
page-to-person = Tala med en människa
page-nav = Dina ärenden
page-nav-talk = Samtalet
page-nav-plan = Planen
page-nav-known = Mina uppgifter
page-language = Språk
page-title = { $page } – Luukku
page-title-error = Fel: { $page } – Luukku
page-disclosure = En maskin svarar. Dina uppgifter ligger förseglade i den här tjänsten tills ärendet är avslutat, och 14 dagar därefter.
page-you = Du
page-machine = Maskinen
page-note = Händelse

page-first-heading = Vad har hänt?
page-first-lead = Berätta med egna ord. En gång räcker.
page-first-label = Berätta vad som har hänt
page-first-example = Till exempel: ”Vi fick en flicka i går.”
page-first-not-kept = Ingenting sparas innan du skickar.
page-first-send = Berätta
page-first-pledges = Så fungerar Luukku
page-pledge-understood = Jag säger först vad jag förstod. Du kan rätta mig.
page-pledge-permission = Jag berättar ingenting för någon utan din tillåtelse.
page-pledge-through = Jag följer ärendet till slutet och berättar hur det går.
page-first-continue = Fortsätt samtalet
page-first-resume = Fortsätt med en kod som du fått tidigare

page-person-prefer = Vill du hellre tala med en människa?
page-person-heading = Tala med en människa
page-person-lead = En människa svarar i telefon.
page-person-call = Ring { $phone }
page-person-hours = Öppet: { $hours }
page-person-none = Den här tjänsten har tyvärr inget telefonnummer.
page-person-limits = Den som svarar ser inte det här samtalet. Luukku bokar inget telefonsamtal åt dig.

page-talk-heading = Samtalet
page-talk-log = Meddelanden
page-message = Meddelande
page-message-fix = Ge den rätta uppgiften: { $label }
page-placeholder = Skriv här
page-send = Skicka
page-your-turn = Din tur
page-understood = Så här förstod jag
page-understood-ask = Förstod jag rätt?
page-confirmed = Bekräftat
page-said = Du sa: ”{ $words }”
page-fix = Rätta
page-fix-what = Rätta: { $label }
page-fix-question = Ändra svaret
page-why-ask = Varför frågar jag det här?
page-why-card = Varför just de här?
page-why-answer = Varför så här?
page-why-step = Varför det här?
page-why-basis = Vad det grundar sig på
page-why-rule = Vems regel
page-why-interest = Vems intresse
page-why-otherwise = Vad du annars kan göra
page-terms = Villkor: vad, varför, hur länge
page-term-what = Vad
page-term-why = Varför
page-term-long = Hur länge
page-term-benefit = Vad du får
page-term-without = Om du låter bli
page-term-redress = Så ångrar eller överklagar du
page-term-object = Om något är fel
page-part-allow = Du tillåter
page-part-request = Du begär
page-part-law = Sker enligt lag
page-allow = Tillåt
page-deny = Inte nu
page-allow-what = Tillåt: { $name }
page-deny-what = Inte nu: { $name }
page-request-send = Skicka begäran
page-request-what = Skicka begäran: { $name }
page-sign-in = Identifiera dig
page-see-plan = Se planen

page-status-reading = Jag läser ditt meddelande.
page-status-kept = Ditt meddelande är sparat. Jag läser det fortfarande.
page-status-answered = Maskinen svarade.
page-status-event = Det hände något nytt i planen.
page-status-sending-card = Jag sparar ditt svar.
page-new-message = Nytt meddelande
page-not-sent = Inte skickat ännu
page-offline = Ingen internetförbindelse. Meddelandet stannar här och skickas när förbindelsen är tillbaka.
page-online = Förbindelsen är tillbaka.
page-try-again = Försök igen
page-left = { $n ->
        [one] ett tecken kvar
       *[other] { $n } tecken kvar
    }
page-over = { $n ->
        [one] ett tecken för mycket
       *[other] { $n } tecken för mycket
    }
page-again-soon = Tjänsten är överbelastad just nu. Meddelandet finns kvar på den här sidan. Jag försöker snart igen.

page-plan-heading = Planen
page-plan-next = Ditt nästa steg
page-plan-told = Vem som har fått veta
page-plan-own = Det här gör du själv
page-plan-law = Sker enligt lag
page-plan-line = Tidslinje
page-plan-empty = Det finns ingen plan ännu. Berätta först vad som har hänt.
page-plan-now = i dag
page-plan-ahead = kommer
page-step-done = Jag gjorde det
page-step-done-what = Jag gjorde det: { $name }
page-step-quote = { $who } skrev:
page-step-benefit = Vad du får
page-sign-in-cancelled = Identifieringen avbröts. Ingenting skickades.
page-sign-in-other-person = En annan person har redan identifierat sig i det här samtalet. Ingenting ändrades eller skickades. Identifiera dig som samma person som förut. Om du är någon annan, börja ditt eget ärende på en annan enhet.
page-sign-in-weak = Identifieringen var inte tillräckligt stark. Ingenting ändrades eller skickades. Pröva ett annat sätt att identifiera dig.
page-sign-in-failed = Identifieringen lyckades inte. Ingenting ändrades eller skickades. Försök igen.
page-sign-in-address = Det går inte att identifiera sig på den här adressen. Ingenting ändrades eller skickades. Berätta det för dem som sköter tjänsten.
page-resume-make = Fortsätt på en annan enhet
page-withdraw-allow = Ta tillbaka tillåtelsen
page-withdraw-request = Ta tillbaka begäran
page-withdraw-what = { $action }: { $name }
page-withdrawn = Tillbakatagen. Dina uppgifter används inte längre till det här. Det syns på sidan Mina uppgifter.
page-known-permissions = Tillåtelser och begäranden som gäller nu
page-leave-out = Lämna bort
page-leave-out-what = Lämna bort: { $label }. { $name }
page-known-receipts = Kvitton
page-known-receipts-what = För varje tillåtelse, begäran och återkallelse får du ett undertecknat kvitto. Att det är äkta kan kontrolleras utan oss, också efter att dina uppgifter har raderats här.
page-receipt-take = Ladda ner kvittot
page-receipt-keys = Ladda ner nyckeln som kvittot kontrolleras med
page-again = Fråga på nytt
page-close = Avsluta ärendet
page-close-what = Alla tillåtelser och begäranden tas tillbaka, och inga fler påminnelser kommer. Uppgifterna raderas efter 14 dagar.
page-close-now = Avsluta nu
page-closed = Ärendet är avslutat. Alla tillåtelser och begäranden är tillbakatagna.

page-known-heading = Mina uppgifter
page-known-facts = Vad som är känt
page-known-none = Du har inte berättat något ännu.
page-known-source = Varifrån
page-known-used = Vem som har använt
page-known-used-none = Ingen har använt det här.
page-known-good = Hur länge
page-known-log = Vem som har använt dina uppgifter
page-known-log-none = Ingen har använt dina uppgifter.
page-log-own-good = Din webbläsare kontrollerade också själv: dina anteckningar finns i loggen. Inget gammalt har ändrats sedan du tittade senast.
page-log-own-first = Din webbläsare kontrollerade också själv: dina anteckningar finns i loggen. Nästa gång märker den om något gammalt har ändrats.
page-log-own-bad = Din webbläsare kontrollerade också själv, och loggen är inte densamma som förut. Berätta det för tjänstens förvaltare.
page-log-proofs = Ladda ner bevisen.
page-log-proofs-what = Med dem kan vem som helst kontrollera dina anteckningar utan oss. De visar vilka uppgifter som har använts och till vad.
page-known-entry = Anteckning { $n }
page-known-kept = Var uppgifterna finns

page-code-heading = Kod för en annan enhet
page-code-lead = Öppna Luukku på den andra enheten och ge den här koden.
page-code-ends = Koden fungerar en gång, i 15 minuter.
page-resume-heading = Fortsätt med kod
page-resume-label = Kod
page-resume-hint = Koden visades på enheten där du började.
page-resume-go = Fortsätt

page-error-heading = Något blev inte gjort
page-error-missing = Sidan finns inte
page-error-missing-text = Adressen är fel, eller samtalet har avslutats. Ingenting ändrades.
page-error-text-kept = Ditt meddelande finns kvar i rutan.
page-error-home = Till startsidan
page-error-back = Tillbaka till samtalet
page-error-failed = Tjänsten har ett fel. Inget nytt berättades för någon. Försök igen om en stund.

page-access-heading = Tillgänglighet
page-access-aim = Målet är WCAG 2.2, nivå AA.
page-access-works = Tjänsten fungerar med tangentbord, skärmläsare, stor text och utan skript.
page-access-tested = Sidorna kontrolleras maskinellt vid varje ändring. De har ännu inte prövats med skärmläsare eller av riktiga människor.
page-access-feedback = Berätta om något inte fungerar: { $phone }
page-access-feedback-none = Berätta för tjänstens förvaltare om något inte fungerar.
page-foot = Om tjänsten

# --- brevet till tjänstemannen (brevlådan) ----------------------------------------------------------------------------
letter-title = Begäran från en kund
letter-lead = Kunden har gett tillåtelse att lämna de här uppgifterna. Använd dem bara för det här ärendet.
letter-practice = Det här är en övning.
letter-share = Brevets kod:
letter-task = Fortsättning på brevet:
letter-service = Vad saken gäller
letter-facts = Uppgifter
letter-fact = Uppgift
letter-value = Värde
letter-ask = Spara svaret i filen
letter-how = Så svarar du
letter-done = När saken är skött:
letter-asks = Om du behöver ännu en uppgift:
letter-refused = Om saken inte hör till er:
letter-example-text = Ett kort svar till kunden, högst 500 tecken.
letter-until = Brevet tas bort när ärendet är klart eller tillåtelsen upphör.

# --- ansvariga för reglerna: id är paketets "owner" med små bokstäver ---
owner-luukku-project-family-services = Luukku-projektet, familjeservice
owner-luukku-project-housing = Luukku-projektet, boende
owner-luukku-project-money-matters = Luukku-projektet, ekonomi
owner-luukku-project-studies = Luukku-projektet, studier
owner-luukku-project-work-and-pensions = Luukku-projektet, arbete och pensioner

# --- lösennyckel -------------------------------------------------------------------------------------------------------
passkey-heading = Lösennyckel
passkey-what = Med en lösennyckel kommer du tillbaka till det här samtalet utan kod, så länge dina uppgifter finns kvar här. Nyckeln stannar i din enhet. Det räcker med fingeravtryck, ansikte eller enhetens PIN-kod.
passkey-needs = En lösennyckel kräver en webbläsare som stöder dem. Om ingen knapp för att lägga till syns, går det inte i den här webbläsaren på den här sidan.
passkey-add = Lägg till en lösennyckel
passkey-added = Tillagd { $when }.
passkey-used = Senast använd { $when }.
passkey-remove = Ta bort
passkey-remove-which = Ta bort lösennyckeln som lades till { $when }
passkey-name = Ditt samtal, { $organisation }
passkey-back = Fortsätt med lösennyckel
passkey-back-what = Om du har lagt till en lösennyckel tidigare kommer du tillbaka till ditt samtal med den.
passkey-cancelled = Lösennyckeln användes inte. Du kan försöka igen.
passkey-known = Den här enheten har redan en lösennyckel.
passkey-unknown = Lösennyckeln godkändes inte. Den kan ha tagits bort, eller så finns uppgifterna inte kvar. Du kan försöka igen.
passkey-no-address = Lösennycklar fungerar inte på den här adressen. Använd tjänstens egentliga adress.
note-event-passkey-added = Du lade till en lösennyckel. Med den kommer man tillbaka till det här samtalet. Om det inte var du, ta bort den under Mina uppgifter.
note-event-passkey-removed = Du tog bort en lösennyckel.
