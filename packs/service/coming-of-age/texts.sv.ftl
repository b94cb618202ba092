# Myndighetsåldern. Samma ord för den unga och för en förälder.
org-defence-forces = Försvarsmakten

event-coming-of-age = Att bli myndig
    .title = 18-årsdagen
    .greeting = Grattis till en ny början! Några saker ändras på en natt. Här är de som lönar sig att ordna.
    .confirm = Förstod jag rätt: fyller du eller ditt barn 18 år?
    .confirm-why = Jag vill vara säker innan jag gör en plan.
    .example = ”Jag fyller 18 nästa månad.”

fact-needs-help = hjälp med ärenden
    .name = Hjälp med ärenden
    .ask = Behöver den som fyller 18 någon som sköter ärenden för hen?
    .why = En förälder kan inte längre sköta ärendena utan fullmakt.
    .true = behöver hjälp
    .false = behöver ingen hjälp
fact-event-date = 18-årsdag
    .name = 18-årsdag
fact-person-role = vem det gäller
    .name = Vem det gäller

service-own-bank-codes = Eget bankavtal och egna koder
    .name = Eget bankavtal och egna koder
    .benefit = Med egna koder kommer du in på kontot, MittKanta och MittFPA.
    .without = Föräldrarnas tillgång till konto och hälsouppgifter upphör på födelsedagen.
    .do = Gå till banken redan före födelsedagen. Ta med pass eller identitetskort.
service-authorise-a-helper = Fullmakt för den som hjälper
    .name = Fullmakt för den som hjälper
    .benefit = En närstående kan fortsätta sköta ärendena utan avbrott.
    .without = Utan fullmakt kan en förälder inte sköta en myndig persons ärenden.
    .do = Ge fullmakt före födelsedagen till FPA, hälsotjänsterna och banken. Om det inte går, fråga i god tid om en intressebevakare.
service-call-up = Uppbåd
    .name = Uppbåd
    .benefit = På uppbådet kan man berätta om sina önskemål för tjänstgöringen.
    .without = Man ska komma själv om regionalbyrån inte har gett befrielse.
    .do = Uppbådet gäller män som är finska medborgare och fyller 18 i år. Vänta på kallelsen och säg till i tid om du har förhinder.
service-support-for-studies = Studiestöd efter barnbidraget
    .name = Studiestöd efter barnbidraget
    .benefit = Den som studerar kan få studiestöd. Det lönar sig att fråga FPA.
    .without = Barnbidraget tog slut redan vid 17 års ålder. Studiestödet börjar inte av sig självt.
    .do = Om du studerar, ansök om studiestöd i MittFPA.

purpose-own-bank-codes = eget bankavtal
purpose-authorise-a-helper = att ge fullmakt
purpose-call-up = förberedelse för uppbåd
purpose-support-for-studies = ansökan om studiestöd
