# Bostadsköp. Ingen reklam, ingen brådska.
org-land-survey = Lantmäteriverket

event-home-purchase = Bostadsköp
    .title = Du köper en bostad
    .greeting = Vid ett bostadsköp finns några tidsfrister. Vi ser vad som blir kvar för dig att sköta.
    .confirm = Förstod jag rätt: köper du en bostad, eller har du just köpt en?
    .confirm-why = Jag vill vara säker innan jag gör upp en plan.
    .example = ”Vi köpte en bostad.”

fact-home-kind = vad du köpte
    .name = Vad du köpte
    .ask = Köpte du en aktielägenhet eller en fastighet?
    .why = Skatten och lagfarten sköts på olika sätt.
    .shares = aktielägenhet i ett husbolag
    .real-estate = fastighet, till exempel ett egnahemshus
fact-event-date = köpets dag
    .name = Köpets dag
    .ask = Vilken dag undertecknas köpebrevet?
    .why = Tiderna räknas från den dagen.
fact-home-agent = fastighetsmäklare
    .name = Fastighetsmäklare
    .true = köp genom mäklare
    .false = köp utan mäklare

service-transfer-tax-shares = Överlåtelseskatt på aktielägenheten
    .name = Överlåtelseskatt på aktielägenheten
    .benefit = Skatten är skött i tid.
    .without = En sen deklaration kan medföra en extra avgift.
    .do = Om du köper genom mäklare betalas skatten vid köpet och mäklaren deklarerar den. Annars deklarera och betala i MinSkatt inom två månader. Vid nybygge räknas tiden från att äganderätten övergår. Varje köpare deklarerar själv.
service-transfer-tax-real-estate = Överlåtelseskatt på fastigheten
    .name = Överlåtelseskatt på fastigheten
    .benefit = Du kan söka lagfart.
    .without = Lagfart kan inte sökas innan skatten är betald.
    .do = Deklarera och betala själv i MinSkatt, också när en mäklare var med. Varje köpare deklarerar själv.
service-title-registration = Lagfart
    .name = Lagfart
    .benefit = Ditt ägande syns i det offentliga registret.
    .without = Lagfart ska sökas inom ett halvt år. En försening kan höja skatten.
    .do = Sök lagfart hos Lantmäteriverket när överlåtelseskatten är betald.
service-new-home-insurance = Hemförsäkring
    .name = Hemförsäkring
    .benefit = Hemmet är försäkrat från den dag det är ditt.
    .without = En försäkring kan inte tas i efterhand.
    .do = Jämför i lugn och ro och teckna försäkringen innan du får nycklarna. I ett egnahemshus försäkrar du också byggnaden själv.

purpose-transfer-tax-shares = att sköta överlåtelseskatten
purpose-transfer-tax-real-estate = att sköta överlåtelseskatten
purpose-title-registration = ansökan om lagfart
purpose-new-home-insurance = att försäkra hemmet
