# Starta företag. Ordningen avgör. Inga lån erbjuds.

event-business-start = Starta företag
    .title = Du startar ett företag
    .greeting = Vad fint. Ordningen har betydelse: startpeng söks innan företaget grundas.
    .confirm = Förstod jag rätt: håller du på att starta ett företag, eller har du just startat ett?
    .confirm-why = Jag vill vara säker innan jag gör upp en plan.
    .example = ”Jag startar ett eget företag.”

fact-business-started = verksamhetens början
    .name = Verksamhetens början
    .ask = Har företagsverksamheten redan börjat?
    .why = Startpeng söks innan verksamheten börjar.
    .true = verksamheten har börjat
    .false = verksamheten har inte börjat än
fact-company-form = företagsformen
    .name = Företagsform
    .limited-company = aktiebolag
    .sole-trader = firma (enskild näringsidkare)
    .partnership = öppet bolag eller kommanditbolag
fact-event-date = startdagen
    .name = Startdag
fact-municipality = hemkommunen
    .name = Hemkommun
    .ask = I vilken kommun bor du?
    .why = Sysselsättningstjänsterna i ditt område beslutar om startpeng.

service-start-up-grant = Startpeng
    .name = Startpeng
    .benefit = Stöd för uppehället i 6–12 månader när du börjar på heltid. Det lönar sig att fråga.
    .without = Om du grundar först och söker sedan går stödet oftast förlorat.
    .redress = Du kan ta tillbaka begäran. I beslutet står hur man söker ändring.
    .do = Fråga först ditt sysselsättningsområdes rådgivare. Gör en affärsplan och kalkyler och ansök innan du grundar företaget.
service-start-up-notification = Etableringsanmälan
    .name = Etableringsanmälan
    .benefit = Du får ett FO-nummer. Samtidigt kan du anmäla dig till Skatteförvaltningens register.
    .without = Utan FO-nummer kan du inte fakturera med eget företag.
    .do = Gör anmälan på ytj.fi. Uppgifterna blir offentliga, så fundera på om du vill ge din hemadress.
service-yel-insurance = FöPL-försäkring
    .name = FöPL-försäkring
    .benefit = Din pension räknas på FöPL-arbetsinkomsten, som också påverkar sjuk- och föräldrapenningen.
    .without = Om försäkringen är obligatorisk och saknas kan Pensionsskyddscentralen teckna den på din bekostnad.
    .do = Teckna försäkringen hos ett pensionsbolag inom sex månader från starten. För en liten bisyssla behövs den inte alltid.

purpose-start-up-grant = behandling av startpeng
purpose-start-up-notification = grundande av företag
purpose-yel-insurance = tecknande av pensionsförsäkring
