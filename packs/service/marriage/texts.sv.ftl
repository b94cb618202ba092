# Äktenskap. Varmt och kort, en gratulation.

event-marriage = Äktenskap
    .title = Ni ska gifta er
    .greeting = Grattis till er båda!
    .confirm = Förstod jag rätt: ska ni gifta er, eller har ni just gjort det?
    .confirm-why = Jag vill vara säker innan jag gör en plan.
    .example = ”Vi gifter oss i sommar.”

fact-name-change = efternamnet
    .name = Efternamn
    .ask = Ändras ditt efternamn?
    .why = Om namnet ändras behöver pass och kort förnyas.
    .true = efternamnet ändras
    .false = efternamnet ändras inte
fact-event-date = bröllopsdag
    .name = Bröllopsdag
fact-municipality = hemkommun
    .name = Hemkommun

service-marriage-to-kela = FPA får veta om äktenskapet
    .name = FPA får veta om äktenskapet
    .benefit = FPA ser det i befolkningsregistret. Ett FPA-kort med nytt namn kommer av sig självt.
    .without = Det behöver inte anmälas.
    .redress = Om uppgiften är fel kan du be om rättelse.
service-impediments-examination = Hindersprövning
    .name = Hindersprövning
    .benefit = Efter den kan ni vigas. Samtidigt väljer ni efternamn, och den är avgiftsfri.
    .without = Utan hindersprövning går det inte att gifta sig.
    .do = Begär prövningen tillsammans tidigast fyra månader före bröllopet. Den tar minst sju dagar. Om den ena kommer från utlandet, räkna med flera veckor. Om någon av er hör till en församling kan också den göra prövningen.
service-wedding-time = Tid för vigseln
    .name = Tid för vigseln
    .benefit = Ni får en vigselförrättare när ni vill. Under tjänstetid i myndighetens lokaler är vigseln avgiftsfri.
    .without = De populäraste tiderna bokas först.
    .do = Boka tid hos Myndigheten för digitalisering och befolkningsdata, tingsrätten eller församlingen. Be två vittnen som har fyllt 15 år att komma med.
service-benefits-of-a-couple = FPA:s förmåner för två
    .name = FPA:s förmåner för två
    .benefit = Förmånerna räknas rätt och behöver inte betalas tillbaka.
    .without = Äktenskapet kan ändra till exempel folkpensionen eller barnbidragets tillägg.
    .do = Om någon av er får en förmån från FPA, ansök om justering i MittFPA. Annars behöver ni inte göra något.
service-papers-in-new-name = Pass och kort med nytt namn
    .name = Pass och kort med nytt namn
    .benefit = Papper, biljetter och bankkort har samma namn.
    .without = Pass, identitetskort och körkort byts inte av sig själva.
    .do = Boka tid hos polisen när det nya namnet gäller. Boka bröllopsresan i det namn som står i passet under resan.

purpose-marriage-to-kela = uppgift om äktenskapet
purpose-impediments-examination = hindersprövning
purpose-wedding-time = bokning av vigsel
purpose-benefits-of-a-couple = justering av förmåner
purpose-papers-in-new-name = förnyande av papper
