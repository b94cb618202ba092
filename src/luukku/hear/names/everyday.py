"""Words that are no names, or names that are also everyday words: what keeps the recogniser of names from seeing people everywhere."""

from __future__ import annotations

COMMON = frozenset("""
account ace ada aina aino ala alan ali alli alm alma alva amber angel ani anna anu april ari armas armi armo art arton arvo ash asko asta atte aura aurora
ava avaan barry bell ben berg bill bills björk björn black blom bo bob brown buck butler bäck carol carter chase cherry chuck clay cliff cole cook cox
crystal dag dahl daisy dale dan dana dash dawn day dean diaz don dot drew earl ed edit ek elisa ella elo eric eve even faith fanny fern flora folke ford
fox frank gale gene georgia gill ginger glen grace grant gray green gun guy hall harju harmi harper harry hart hay hazel head heath heather heini helge
helgen helmi herb hill hilla hills holly holm honor hooper hope hunt hunter ilma ilmi ilo ilta immo impi inga into iris isa isla ivy jack jackson jade jan
jane jay jean jewel jo joki joy jun june kai kaino kaisla kallio kangas karhu kari karl karri katja kauko kay keimo ken kielo kim king klas koivu korpi
koski kukka kurki lahja laila laina laine laita lake lamb lambert lampi lance lane laurel law lee lehti lehto lempi len lilja lily lina lind linn liv long
louna love lumi lund lundin luoto madison maja malm malva manu mari marja mark marsh mary mason mats max may maybe mei melvin mercedes meri merry miina
mika mike miles mill miller mills mina minna mira mona moore myllymäki myrtle mäki måns nancy nash nat neil nelson nia nick niemi norrgård nova nurmi
nygård oiva oja ola olive olle olli oma onni ora ossi otso otto outo ove page palm palmer pansy park parker pat pate patience patty peace pearl penny per
perry pia pierce pike pilvi poppy price pyry päivi päivikki raita ralli ranta rasa rasi rauha raul ray reed reggie rehn reima rex rice rich rinne risku rob
rocky rod roi rory rose ruby rune rush ruska rusty rut ruusu sade saga salla salli salmi salo sam sampo sandy satu scott seppä sharp short siina silver
singh siri siru sisko skip skog sky skye small snow soini sointu sten stig stina stone strand street ström sue sulo summers sun sunny suoma suomi suvi
swift säde söderman tage taika taimi taisto taito takala tam tammi taru taskinen tea teddy temple terry thi tikka tim timo tino toivo tom toni tor tora
tord tore torsti touko tova tove tran trey trinity troy tucker tuire tuisku tuomi turner tuuli tuulia tuulikki tuure tuva uljas ulpu uma unna untamo urban
urho usva vainio valo van varis vega veini veli veljo vesa vide vieno vili vilja villa ville viola violet virginia virta virve visa viva voitto vuokko
vuorela vuori vän wade walker wall wallace wang ward warren waters watts weaver webb webber wei wells west white will wise wood woods wren xin young yrjö
""".split())
"""In small letters, or where a sentence begins, these need company to be a name."""

NOT_NAMES = frozenset("""
kela kelan kelaan kelalta kelasta kelalle kelassa nordea nordean op opn osuuspankki danske handelsbanken säästöpankki aktia alandsbanken ålandsbanken pop s-pankki elisa telia dna ilmarinen varma veritas elo fennia sampo lähitapiola pohjola turva if
migri dvv verohallinto vero traficom posti postin postnord matkahuolto lidl prisma citymarket ikea tokmanni verkkokauppa motonet gigantti netflix google facebook instagram whatsapp microsoft apple amazon paypal klarna visa mastercard amex
intrum lowell svea ulosotto oikeusapu käräjäoikeus hovioikeus poliisi tulli hus te-toimisto te-palvelut kuntaliitto helen fortum vattenfall caruna fpa skatteverket försäkringskassan polisen folkpensionsanstalten fazer finnair vr hsl
suomi suomen suomessa suomeen suomesta suomalainen ruotsi ruotsin ruotsissa ruotsiin ruotsista viro viron virossa viroon venäjä venäjän norja norjan tanska tanskan saksa saksan saksassa ranska ranskan englanti englannin espanja espanjan espanjassa italia italian
euroopan eurooppa eu usa ukraina ukrainan ukrainasta amerikka finland finnish finlands sverige sveriges swedish sweden estonia russia ukraine norway denmark europe european english
englanniksi ruotsiksi suomeksi isoäiti isoisä joulu jouluna juhannus juhannuksena pääsiäinen vappu vappuna uusivuosi
tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
januari februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag söndag
january february march may june july august october monday tuesday wednesday thursday friday saturday sunday christmas easter
i the and or but is are was were my your his her our their it he she we they you this that these those who what when where why how if so then not no yes please thanks thank hello hi dear sorry can could would should do does did have has had will shall may might must
ja tai mutta että kun jos niin minä mä sinä sä hän se me te he ne tämä tuo nämä nuo mikä mitä miksi miten missä koska kuka kiitos kiitti moi hei terve terveisin anteeksi olen oon olin on oli ovat ei en emme eikä myös vain nyt sitten vielä jo
och eller men att om när jag du han hon den det vi ni de mig dig mitt min mina ditt din hans hennes vår vårt ert detta denna vad varför hur var vem tack hej hejsan är var blev ska skall kan inte nej också bara nu sedan här där
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
