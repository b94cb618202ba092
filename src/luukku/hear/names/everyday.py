"""Words that are no names, or names that are also everyday words: what keeps the recogniser of names from seeing people everywhere."""

from __future__ import annotations

COMMON = frozenset("""
ace ada aina aino ala ali alli alm alma alta alva amber angel ani anna anu april ari ari-matti armas armi armo art arvo ash asko asser asta atte aura
aurora austin ava bacon bailey banks barry bass battle bell bella ben berg bert best bill bird björk björn black blad blake blom bo bob bond bosse bright
brink brook brooke bror brown buck bush butler bäck cain cannon carol carter chad chase chelsea cherry chuck church clay cliff cole cook cox cross crystal
curry dag dahl daily daisy dale dan dana dash dawn day dean della diaz don donna dora dot downs drake drew duke earl ebony ed ek elin elisa ella elo engla
english eric erkka eve faith fanny farmer fern field fields finch fleming flink flora folke ford fors fox frank frej french frisk frost fry gale gates gene
georgia gill ginger glass glen golden grace grant gray green grimes guest gull gun guy hale hall halla hammar hank hans harju harmi harmony harper harry
hart hasse hay hazel head heath heather heini helen helge helle hellä helmi herb herring heta hicks hill hilla hirvi hjelm hjort holder holland holly holm
holma holmes homer honka honor hood hooper hope horn house hovi hulk hunt hunter ilma ilmi ilo ilta ilves immo impi india ines inga into iris isa isko isla
ivy jack jackson jade jalava jalo jan jane jay jean jewel jo joki jon jonne joutsen joy joyce jun june juni järn kai kaino kaisla kallio kangas karen
karens karhu kari karl karo karri kate katja kauko kay kei keimo kela kemppi ken kent kera keto key kielo kim king kiuru klara klas knip knox kock koivu
korpi koski kotka kukka kull kurki kuusi lage lager lahja laila laina laine laita lake lakka lamb lambert lampi lance lane lappi lasse lauha laukka laurel
law lax lee lehti lehto lempi len lester levin lightning lilja lill lilli lily lina lind lindeman linn linna linus little liv lohi loke london long louhi
louna love lucia lucky lumi lumme luna lund lundin luoto lyly lyons mack madison mae maini maja malla malm malva mann manne manu mari marina marja mark
marsh mary mason matala mats max may meadows mei melvin mercedes meri merry metso mickey miina mika mike miles mill miller mills milo mimmi mina minna mira
misty mona moody moon moore morse moses moss mustikka myllymäki myrtle mäki måns mörk nana nancy nash nat nea ned neil nell nelson neva nia nick niemi
niitty nike niska noble nord norja norman norrgård nova nurmi nygård näse odd oiva oja oksa ola olive olle olli oma onni ora orava ossi otso otto outi outo
ove pace page palm palmer palmu pam pansy paris parish park parker pat pate patience patsy patton patty paul peace pearl pelle penny per perry pete petäjä
pia pierce piha pike pilvi polly polvi pope poppy porkka portin posten posti potti powers price prince puro pyry pyy päivi päivikki qvist raita rajala
ralli ranne ranta rasa rasi rauha raul ray read reed reggie rehn reima reine remes rex rice rich rick rinne risku rob robin rocky rod roi rokka ron roos
rose roy ruby rundt rune ruotsi rush rusk ruska rusty rut ruusu räty rönn saara saarni sade saga saimi saksa salla salli salmi salo sam sampo sandy sankari
sarvi satama satu savage scott seppä sharp sherry shields short sid siina silver simons singh siri siru sisko skip skog sky skye slotte small smeds
snickars snow soini sointu sonny sparks staffans stan stark stein sten stig stina stone storm strand street strong ström ståhl sue sulo summers sun sund
sunny suoma suomi susi suvi svens sweet swift säde söderman tage taika taimi taimo taisto taito takala tam tammi tanner tarkka taru taskinen tate tauri tea
ted teddy tellu temple teo terry thi tikka tim timi timo tino titta toimi toivo tom tommie toni tor tora tord tore torsti touko tova tove tran trey trinity
troy tucker tuire tuisku tulkki tuomi ture turner tuulevi tuuli tuulia tuulikki tuure tuva ukko uljas ulpu uma unna untamo urban urho urpu usva vainio valo
valta van vance varis vega vehmas veini veli veljo venom vesa vesikko vest vide viena vieno viita vik vili vilja villa violet virginia virta virve visa
viva voitto vuokko vuorela vuori vän wade walker wall wallace walls wang ward warren waters watts weaver webb webber weeks wei wells west white will wise
wolf wood woods wren xin york young yrjö
""".split())
"""In small letters, or where a sentence begins, these need company to be a name."""

FORMS = frozenset("ville alan arton helgen even avaan hills bills account maybe edit class off perin pian".split())
"""Forms that are everyday words although the names are none: "ville" is Swedish, "Villelle" is somebody."""

NOT_NAMES = frozenset("""
kela kelan kelaan kelalta kelasta kelalle kelassa nordea nordean op opn osuuspankki danske handelsbanken säästöpankki aktia alandsbanken ålandsbanken pop s-pankki elisa telia dna ilmarinen varma veritas elo fennia sampo lähitapiola pohjola turva if
migri dvv verohallinto vero traficom posti postin postnord matkahuolto lidl prisma citymarket ikea tokmanni verkkokauppa motonet gigantti netflix google facebook instagram whatsapp microsoft apple amazon paypal klarna visa mastercard amex
intrum lowell svea ulosotto oikeusapu käräjäoikeus hovioikeus poliisi tulli hus te-toimisto te-palvelut kuntaliitto fortum vattenfall caruna fpa skatteverket försäkringskassan polisen folkpensionsanstalten fazer finnair vr hsl
suomi suomen suomessa suomeen suomesta suomalainen ruotsi ruotsin ruotsissa ruotsiin ruotsista viro viron virossa viroon venäjä venäjän norja norjan tanska tanskan saksa saksan saksassa ranska ranskan englanti englannin espanja espanjan espanjassa italia italian
euroopan eurooppa eu usa ukraina ukrainan ukrainasta amerikka finland finnish finlands sverige sveriges swedish sweden estonia russia ukraine norway denmark europe european english
englanniksi ruotsiksi suomeksi isoäiti isoisä joulu jouluna juhannus juhannuksena pääsiäinen vappu vappuna uusivuosi
tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
januari februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag söndag
january february march may june july august october monday tuesday wednesday thursday friday saturday sunday christmas easter
i the and or but is are was were my your his her our their it he she we they you this that these those who what when where why how if so then not no yes please thanks thank hello hi dear sorry can could would should do does did have has had will shall may might must
ja tai mutta että kun jos niin minä mä sinä sä hän se me te he ne tämä tuo nämä nuo mikä mitä miksi miten missä koska kuka kiitos kiitti moi hei terve terveisin anteeksi olen oon olin on oli ovat ei en emme eikä myös vain nyt sitten vielä jo
och eller men att om när jag du han hon den det vi ni de mig dig mitt min mina ditt din hennes vår vårt ert detta denna vad varför hur var vem tack hej hejsan är var blev ska skall kan inte nej också bara nu sedan här där
ensimmäinen toinen kolmas neljäs seuraava edellinen viimeinen uusi vanha hyvä paha sama oma muu kaikki moni joku eräs jokin
herra rouva neiti tohtori lääkäri mr mrs ms miss dr sir madam fru herr doktor äiti isä poika tyttö vaimo mies mieheni vaimoni lapsi lapset äitini isäni
bank pankki pankin oy oyj ab ltd inc gmbh ry rf ky kb tmi yliopisto koulu sairaala kaupunki kunta virasto toimisto sanomat lehti kirjasto seurakunta liitto yhdistys university hospital school church council union company insurance city town county road street house office group
asiakas asiakkaanne kunden kund customer mamma pappa mom mum dad grandma grandpa mummo mummi ukki vaari äiskä iskä kulta rakas vauva beibi baby
""".split())
"""Never a name by themselves, whatever stands before them."""

ADJECTIVES = frozenset("""
aikainen aikuinen ainoinen ainutlaatuinen alaikäinen alaikäisen ampiainen asukainen asukkainen asunnoton avioliittoinen edellinen edellisen eilinen eläinen
eläkeläinen eläkeläisen ensimmäinen ensimmäisen erilainen esikoinen eteläinen fyysinen fyysisen hallinnollinen henkilökohtainen henkilökohtaisen henkinen
henkisen hevonen hiljainen hopeinen huominen hyttynen hyvänen ihminen ihmisen ikuinen ikuisen ikäinen iloinen itsenäinen itäinen iäinen joinen jokainen
jokaisen julkinen julkisen kahtalainen kaksinen kaksonen kaksosen kaltainen kananen kansalainen kansalaisen kanssainen kappalainen keltainen keskeinen
keskimmäinen keskinäinen kielinen kirkollinen kivinen kokonainen kolminainen kultainen kuluvainen kunnallinen kuollinen kuukautinen kymmenen kärpänen
laillinen lainen laiton lapsellinen lapsinen lasinen lepakkonen likainen luonnollinen luottamuksellinen läntinen maallinen mahdollinen mehiläinen millainen
millanen minkälaine minkälainen molemminpuolinen molempinen muinainen muslimi musta-valkoinen muurahainen muutamainen nainen naisen nuorinen nykyinen
oikeanlainen oikeinen oikeudellinen omainen onnellinen onneton osallinen osallisen outoinen palkollinen perheellinen perällinen pienoinen pikkuinen
pilkkunen pohjoinen poikanen poikasen psyykkinen puinen punainen punaisen puolinen päinen päiväinen päivänen pääsiäinen rahallinen rakkainen rauhallinen
rautainen rikollinen rikollisen ruotsalainen sairainen saksalainen samanlainen samanlaisen sekalainen seksuaalinen sellainen sellaisen sellanen semmoinen
semmosen sininen sinisen sormunen sosiaalinen suomalainen surullinen syyllinen syyllisen taloudellinen taloudellisen taskunen tavallinen tavallisen
todellinen todennäköinen toinen toisen tommonen tulinen tummainen tuollainen tuollaisen turhanpäiväinen tyttönen työläinen tällainen tällaisen tällänen
tämmönen tärkeinen täysi-ikäinen ulkomainen uudenlainen vainajainen vakinainen valkoinen valkoisen valtiollinen vanhainen vanhempainen varovainen varpunen
varsinainen vastaavanlainen vastainen vauvanen velallinen velallisen venäläinen vihainen viimeinen viimeisen viimevuotinen villainen virallinen virolainen
vuokralainen vuokralaisen vuotinen väliaikainen väärinen yhteinen yhteisen yksinäinen yksityinen yksityisen yleinen yleisen ystävällinen ystävällisen
äskeinen äänekäs
""".split())
"""Words that end as surnames do and are none, with the forms in which they are met most."""
