# Att visa uppgifter ur en plånbok.
page-wallet-show = Visa ur plånboken
page-wallet-heading = Visa ur plånboken
page-wallet-lead = I stället för att skriva kan du visa uppgiften ur en digital plånbok. Vi ber bara om det här:
page-wallet-only = Plånboken visar vad vi ber om, och du bestämmer där. Om den skickar något annat tar vi inte emot någonting.
page-wallet-here = Plånboken finns på den här enheten
page-wallet-open = Öppna plånboken
page-wallet-there = Plånboken finns på en annan enhet
page-wallet-scan = Läs av koden med plånboken. Uppgiften kommer till samtalet när du har visat den.
page-wallet-code = Koden som plånboken läser av
page-wallet-mine = Läs av koden bara om du själv öppnade den här sidan. Läs inte av en kod som någon annan skickar dig.
page-wallet-ends = { $minutes ->
        [one] Begäran gäller i en minut och kan användas en gång.
       *[other] Begäran gäller i { $minutes } minuter och kan användas en gång.
    }
reply-shown = Tack. Ur plånboken syntes: { $fact } { $value }.
reply-shown-otherwise = I plånboken står det: { $fact } { $value }. Tidigare sa du: { $told }. Vilket stämmer?
note-event-shown-refused = Det som visades ur plånboken kunde inte godtas. Ingenting av det sparades.
note-event-shown-declined = Ingenting visades ur plånboken. Du kan berätta själv.
known-shown = Du visade det ur plånboken { $date }. Utfärdare: { $issuer }
entry-show = Du visade ur plånboken: { $facts }. Utfärdare: { $issuer }.
entry-show-refused = Det som visades ur plånboken godtogs inte. Ingenting av det sparades.
