"""Post towns as they follow a postal code, in small letters: Finland's municipalities in both languages, and larger towns elsewhere.

The municipalities are those of `packs/language/*/municipalities.toml` (a test holds the two together).
"""

from __future__ import annotations

FINLAND = frozenset("""
akaa alajärvi alavieska alavus asikkala askola aura brändö eckerö enonkoski enontekiö espoo eura eurajoki evijärvi finström forssa föglö geta haapajärvi
haapavesi hailuoto halsua hamina hammarland hankasalmi hanko harjavalta hartola hattula hausjärvi heinola heinävesi helsinki hirvensalmi hollola huittinen
humppila hyrynsalmi hyvinkää hämeenkyrö hämeenlinna ii iisalmi iitti ikaalinen ilmajoki ilomantsi imatra inari inkoo isojoki isokyrö janakkala joensuu
jokioinen jomala joroinen joutsa juuka juupajoki juva jyväskylä jämijärvi jämsä järvenpää kaarina kaavi kajaani kalajoki kangasala kangasniemi kankaanpää
kannonkoski kannus karijoki karkkila karstula karvia kaskinen kauhajoki kauhava kauniainen kaustinen keitele kemi kemijärvi keminmaa kemiönsaari kempele
kerava keuruu kihniö kinnula kirkkonummi kitee kittilä kiuruvesi kivijärvi kokemäki kokkola kolari konnevesi kontiolahti korsnäs kotka kouvola
kristiinankaupunki kruunupyy kuhmo kuhmoinen kumlinge kuopio kuortane kurikka kustavi kuusamo kyyjärvi kärkölä kärsämäki kökar lahti laihia laitila
lapinjärvi lapinlahti lappajärvi lappeenranta lapua laukaa lemi lemland lempäälä leppävirta lestijärvi lieksa lieto liminka liperi lohja loimaa loppi
loviisa luhanka lumijoki lumparland luoto luumäki maalahti maarianhamina marttila masku merijärvi merikarvia miehikkälä mikkeli muhos multia muonio
mustasaari muurame mynämäki myrskylä mäntsälä mänttä-vilppula mäntyharju naantali nakkila nivala nokia nousiainen nurmes nurmijärvi närpiö orimattila
oripää orivesi oulainen oulu outokumpu padasjoki paimio paltamo parainen parikkala parkano pedersöre pelkosenniemi pello perho petäjävesi pieksämäki
pielavesi pietarsaari pihtipudas pirkkala polvijärvi pomarkku pori pornainen porvoo posio pudasjärvi pukkila punkalaidun puolanka puumala pyhtää pyhäjoki
pyhäjärvi pyhäntä pyhäranta pälkäne pöytyä raahe raasepori raisio rantasalmi ranua rauma rautalampi rautavaara rautjärvi reisjärvi riihimäki ristijärvi
rovaniemi ruokolahti ruovesi rusko rääkkylä saarijärvi salla salo saltvik sastamala sauvo savitaipale savonlinna savukoski seinäjoki sievi siikainen
siikajoki siikalatva siilinjärvi simo sipoo siuntio sodankylä soini somero sonkajärvi sotkamo sottunga sulkava sund suomussalmi suonenjoki sysmä säkylä
taipalsaari taivalkoski taivassalo tammela tampere tervo tervola teuva tohmajärvi toholampi toivakka tornio turku tuusniemi tuusula tyrnävä ulvila urjala
utajärvi utsjoki uurainen uusikaarlepyy uusikaupunki vaala vaasa valkeakoski vantaa varkaus vehmaa vesanto vesilahti veteli vieremä vihti viitasaari
vimpeli virolahti virrat vårdö vöyri ylitornio ylivieska ylöjärvi ypäjä ähtäri äänekoski
""".split())

FINLAND_IN_SWEDISH = frozenset("""
alavo birkala björneborg borgnäs borgå brahestad bötom ekenäs enare enontekis esbo etseri euraåminne fredrikshamn grankulla gustavs hangö helsingfors
hyvinge högfors idensalmi ijo ikalis ilmola ilomants ingå itis jakobstad jockis jorois kajana karis karleby karlö kaskö kaustby kervo kimito kimitoön
korsholm koskis kristinestad kronoby kumo kyrkslett kyrkslätt lahtis laihela lappo lappträsk larsmo letala limingo lojo lovisa lundo malax mariehamn
mörskom nousis nykarleby nyslott nystad närpes nådendal pargas pemar pyttis påmark pöytis raseborg raumo reso sagu sastmola sibbo sjundeå storkyro storå
tammerfors tavastehus tavastkyro torneå träskända tusby tövsala uleåborg ulvsby vanda vasa vederlax vemo vetil vichtis villmanstrand virmo vörå åbo
östermark övertorneå
""".split())

ELSEWHERE = frozenset("""
alingsås berlin birmingham boden borås boston bristol bryssel cardiff chicago dublin edinburgh eskilstuna falun glasgow gävle göteborg halmstad hamburg
haparanda helsingborg jönköping kalmar karlskrona karlstad kiruna kristianstad leeds lidingö linköping liverpool london luleå lund malmö manchester motala
munich nacka narva norrköping norrtälje nyköping oslo oxford paris pärnu riga sandviken skellefteå skövde solna stockholm sundbyberg sundsvall södertälje
tallinn tallinna tarto tartu trelleborg trollhättan tukholma uddevalla umeå uppsala varberg vilnius visby västerås växjö ystad ängelholm örebro
örnsköldsvik östersund
""".split())

PLACES = frozenset("""
afganistan afrikka etelä-afrikka albania alankomaat amerikka anttola arkadia australia aasia balkan bangladesh baltia belgia berghäll bosnia brändö bulevardi bulgaria chile eira englanti eritrea espanja estland etelä-amerikka etelä-suomi etiopia eurooppa filippiinit
ghana haaga hakaniemi hervanta hietaniemi hollanti hämeenkyrö indien indonesia intia irak iran irland irlanti islanti israel italia itä-suomi itäkeskus japani jordania kaarela kaleva kallio kambodža kanada kanarian kannelmäki kainuu kamppi karelen karjala kenia kiina kolumbia korea
kosovo kreikka kreeta kroatia kruununhaka kulosaari kurdistan kymenlaakso lappi lappland lauttasaari leppävaara latvia lettland levi liettua linnanmäki lontoo länsi-suomi makedonia malmi malesia marokko matinkylä meilahti meksiko moskova munkkiniemi myyrmäki nepal nigeria norja
nyland oulunkylä pakila pakistan palestiina pasila pietari pitäjänmäki pohjanmaa pohjois-suomi pohjois-karjala portugal portugali puola pukinmäki päijänne pääkaupunkiseutu ranska rhodos romania ruka ruotsi ruoholahti saimaa saksa sambia satakunta savo senegal serbia sipoo slovakia slovenia
somalia sri-lanka sudan suomenlinna suomi sveitsi syyria sörnäinen tanska tansania tapiola tampella thaimaa tikkurila tshekki tunisia turkki töölö uganda ukraina unkari uusimaa valko-venäjä vallila venäjä vietnam viikki viro vuosaari yhdysvallat yhdistynyt åland ahvenanmaa österbotten
america india china turkey london vegas york greece spain germany france poland thailand vietnam kenya iraq syria brazil mexico canada australia
""".split())
"""Countries, regions and parts of towns: somebody may be there, and few are called so."""

TOWNS = FINLAND | FINLAND_IN_SWEDISH | ELSEWHERE
