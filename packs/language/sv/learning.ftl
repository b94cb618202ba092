# Lärande av rättelser: kundens eget val och vad som syns av det i loggen.

learning-heading = Får Luukku lära sig av dina rättelser?
learning-off = Om du tillåter det lär sig Luukku när du rättar eller bekräftar vad som har hänt dig. Det hjälper oss att förstå andra bättre. Valet är ditt och påverkar inte hur du blir betjänad.
learning-on = Du tillåter att Luukku lär sig av dina rättelser.
learning-kept = { $n ->
        [0] Inga av dina rättelser är sparade just nu.
        [one] En av dina rättelser är sparad.
       *[other] { $n } av dina rättelser är sparade.
    }
learning-what = Det som sparas är bara hur Luukku förstod ditt meddelande, vad som var rätt, dagen och meddelandets betydelse som siffror. Namn, nummer och adresser döljs först. Dina ord och känslor sparas inte. Rättelserna är förseglade.
learning-end = Luukku lär sig först när minst tio personer har rättat på samma sätt. En rättelse raderas när vi har lärt oss av den, när du tar tillbaka tillåtelsen eller när dina uppgifter raderas. Tillåtelsen gäller högst ett år. Det som har lärts av flera tillsammans berättar inget om dig och kan inte tas tillbaka.
learning-allow = Tillåt lärande
learning-stop = Sluta och radera rättelserna
page-mistaken-what = Missförstod Luukku saken från början? Säg det, så avslutas ärendet och Luukku kan lära sig av det.
page-mistaken-now = Missförstått, avsluta

purpose-learning = att lära av rättelser
entry-collect = Luukku sparade en av dina rättelser för att lära sig av den. Dina ord sparades inte.
entry-collect-failed = Din rättelse sparades inte.
entry-learn = Dina rättelser användes för lärande: de jämfördes med andras rättelser.
entry-learn-refused = Hindrades eftersom tillåtelse saknades. Ingenting lärdes av dina rättelser.
entry-consent-learning-given = Du tillät att Luukku lär sig av dina rättelser.
entry-consent-learning-withdrawn = Du tog tillbaka tillåtelsen att lära av dina rättelser. De sparade rättelserna raderades.
entry-consent-learning-ended = Tillåtelsen att lära av dina rättelser upphörde. De sparade rättelserna raderades.
