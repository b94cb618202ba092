# Arbetet tar slut. Sakligt: det brådskande först. Ingen frågar varför. ”Värt att fråga”, aldrig mer.

event-job-loss = Arbetet tar slut
    .title = Ditt arbete tar slut eller avbryts
    .greeting = Tråkigt att höra. En sak brådskar: anmäl dig som arbetssökande senast den första arbetslösa dagen.
    .confirm = Förstod jag rätt: har ditt arbete tagit slut eller avbrutits?
    .confirm-why = Jag vill vara säker innan jag gör upp en plan.
    .example = ”Jag blev uppsagd i dag.”

fact-job-ended = hur arbetet tog slut
    .name = Hur arbetet tog slut
    .dismissed = uppsagd
    .laid-off = permitterad
    .fixed-term = visstiden tog slut
    .resigned = sade upp mig själv
fact-fund-member = arbetslöshetskassa
    .name = Arbetslöshetskassa
    .ask = Hör du till en arbetslöshetskassa?
    .why = En medlem frågar kassan om inkomstrelaterad dagpenning, andra FPA om allmänt stöd.
    .true = medlem i en kassa
    .false = inte medlem i en kassa
fact-event-date = dagen
    .name = Dag
fact-municipality = hemkommunen
    .name = Hemkommun
    .ask = I vilken kommun bor du?
    .why = Sysselsättningstjänsterna finns efter hemkommun.

service-job-seeker-registration = Anmälan som arbetssökande
    .name = Anmälan som arbetssökande
    .benefit = Utan den betalas ingen arbetslöshetsersättning. Sysselsättningstjänsterna hjälper också till mot ett nytt arbete.
    .without = Det går inte att anmäla sig i efterhand. Ersättning kan betalas först från anmälan.
    .redress = Du kan ta tillbaka anmälan när som helst.
    .do = Anmäl dig på Jobbmarknaden genast, senast den första arbetslösa dagen. Om du inte kan identifiera dig på nätet, besök sysselsättningstjänsterna.
service-earnings-related-allowance = Inkomstrelaterad dagpenning
    .name = Inkomstrelaterad dagpenning
    .benefit = Om du har varit medlem i kassan ett år och arbetat lönar det sig att fråga.
    .without = Dagpenningen börjar inte av sig själv. Den ska sökas inom tre månader från den tid som du söker för.
    .redress = Du kan ta tillbaka begäran. Om kassan avslår står det i beslutet hur man besvärar sig.
    .do = Anmäl dig först som arbetssökande. Ansök hos kassan efter ungefär två veckor och bifoga lönespecifikationer.
service-general-support = Allmänt stöd
    .name = Allmänt stöd
    .benefit = FPA:s stöd för den som är arbetslös utan inkomstrelaterad dagpenning. Det lönar sig att fråga.
    .without = Stödet börjar inte av sig självt. Andra inkomster kan minska det.
    .redress = Du kan ta tillbaka begäran hos FPA. Ett beslut kan överklagas inom 37 dagar från att det postades.
    .do = Anmäl dig först som arbetssökande. Ansök sedan om allmänt stöd i MittFPA.

purpose-job-seeker-registration = att börja söka arbete
purpose-earnings-related-allowance = behandling av inkomstrelaterad dagpenning
purpose-general-support = behandling av allmänt stöd
