"""Surnames that are common in Finland, Sweden and English-speaking countries, in small letters."""

from __future__ import annotations

FINNISH = frozenset("""
aalto aaltonen aarnio ahlgren aho ahokas ahola ahonen ahvenainen airaksinen ala-mutka alanen alanko alasaari alatalo antikainen anttila anttonen arola
arvonen asikainen aura auvinen backman blomqvist eerikäinen eerola ekholm eklund ekman elo elomaa erkinheimo erkkilä erola eronen eskelinen eskola forsman
forss forsström grönlund haaksiluoto haapala haapalainen haapanen haapaniemi haapasalo haarala haataja haavisto haikonen haimila hakala hakanen hakkarainen
halla-aho hallikainen halme halonen halttu halttunen hankala hannula harala harinen harju harjula harjunen harmaala hartikainen hautala hautamäki
havukainen heikkilä heikkinen heikkonen heimonen heino heinonen heiskanen helander helenius helin helle hellsten hellström helminen hendriksson henriksson
henttonen herranen hietala hietanen hietaniemi hiltula hiltunen himanen hintikka hirvelä hirvi hirvikoski hirvimäki hirvonen hoikkala hokkala hokkanen
holappa holm holma holmberg holmström holopainen hongisto honka honkala honkanen honkaniemi honkasalo hovi huhta huhtala huhtamäki huhtanen huikuri
hukkanen hulkkonen huotari huovinen huttula huttunen huuhtanen huuskonen hynninen hynynen hyppönen hyttinen hytönen hyvärinen hyvönen hyytinen hyytiäinen
häkkinen häkli hämäläinen hänninen häyrinen hölttä hörkkö ihalainen ihanainen ikonen ilkka ilmonen ilomäki ilves immola immonen inkinen isomäki issakainen
itkonen ivanoff jaakkola jaakola jaakonaho jaatinen jalava jalkanen jalo jalonen jansson jantunen jaskari jauhiainen joensuu jokela joki jokinen jokiniemi
jokiranta jokisalo joutsen juntti junttila juntunen juopperi jurvelin jussila jussinniemi juurinen juvonen jylhä jyrkinen jämsä jämsén järvelä järveläinen
järvenpää järvenranta järvi järvinen jääskeläinen kaarakka kaartinen kaasalainen kaasinen kaikkonen kainulainen kaivola kajander kalliala kallio kallioinen
kalliokoski kalliomäki kallioniemi kallunki kalpio kamppinen kananen kanerva kanervo kangas kankaala kankaanpää kankkunen kanninen kannisto kantanen
kantola kantonen karhu karhunen kari karjalainen karlsson karppinen karttunen karvala karvinen karvonen kaseva kaski kasurinen katainen katajisto kauhanen
kaukonen kauppi kauppila kauppinen kauranen kaustinen keinonen keinänen kekkonen kela keltanen kemppainen kemppi kera kerola kerttula kervinen keränen
keskinen keskitalo keto ketola ketonen kettula kettunen kiiski kiiskinen kilpeläinen kilpinen kilpiö kinnari kinnunen kirjavainen kiuru kivekäs kivelä
kiviharju kivikoski kivimäki kivinen kiviniemi kivioja kiviranta kivisalo kivistö kivivuori klami klemola knuuttila koho kohonen kohtala koistinen koivisto
koivu koivula koivunen koivuniemi koivuranta kokko kokkola kokkonen kolari kolehmainen komppa komulainen kontinen kontio konttinen koponen kopponen korhola
korhonen korkala korkeamäki korkiakoski korpela korpi korpinen kortelainen korteniemi kortesoja koskela koskelainen koskenniemi koski koskimäki koskinen
koskivaara kosonen kosunen kotamäki kotila kotilainen kotiranta kotka kotkavuori kouki kouvo kovanen krogerus kuhanen kuitunen kuivalainen kuivamäki kujala
kujanpää kukkola kukkonen kulmala kultanen kumpula kumpulainen kunnas kuokkanen kuoppala kuosmanen kuparinen kurkela kurki kurkinen kurppa kurvinen kuusela
kuusi kuusikko kuusinen kuusiniemi kuusisto kuutti kyllönen kylmälä kyrö kähkönen kämäräinen kärkelä kärki kärkkäinen kärnä köngäs köykkä laakkonen laakso
laaksonen laaksovirta laamanen laasonen lagerspetz lahdelma lahdenperä lahnalampi lahtela lahti lahtinen laiho laine laitakari laitala laitinen lakka
lallukka lammi lamminen lampi lampila lampinen lankinen lapinlampi lapinoja lappalainen lappi larikka lassila lassinen latvala lauha laukka laukkanen
laurikainen laurila lauronen laurén lehikoinen lehmus lehmusvirta lehtelä lehti lehtimaa lehtimäki lehtinen lehto lehtola lehtonen lehtoranta lehtovaara
leino leinonen leivo lemmetyinen lempinen lepistö leppäaho leppälahti leppälä leppänen leskelä leskinen leväniemi liikanen liimatainen liimola lilja lind
lindberg lindell linden lindfors lindgren lindholm lindqvist lindroos lindström linna linnanmäki lipponen liski liukkonen lohi loikala loikkanen louhi
luhtala lukkala lukkari lukkarinen lumme lundberg luntta luoma luomala luoto luukkanen luukko luukkonen lyly lylykangas lyytikäinen lähde lähteenmäki
löfman lönnqvist löytty löytönen maaniitty maaranen maijala makkonen malinen malmi malmivaara mannila manninen marjamaa marjanen marjomaa markkanen
markkula martikainen marttala marttila marttinen matala matikainen matilainen matinlassi mattila mattinen mattsson meikäläinen merikoski merilahti
meriläinen merta metso metsälä metsänen miettinen miettunen mikkelä mikkola mikkonen mikola moilanen moisio mononen muhonen mustajärvi mustakallio mustonen
muttonen muukkonen muuri muurinen myllykangas myllylä myllymäki myllyniemi mynttinen myyryläinen mäenpää mäkelin mäkelä mäkeläinen mäki mäkinen mäkiranta
mäkisalo mäkitalo männistö mäntylä mäntymäki mäntynen määttä määttälä määttänen mölsä möttönen naakka nahkala naskali naumanen nenonen neuvonen neva nevala
nevalainen niemelä niemeläinen niemi nieminen niemistö niinikoski niinimäki niinistö niiranen niittymäki nikkanen nikkilä nikula niska niskanen nissinen
nisula nokelainen nokkala nordström norja norokorpi norppa notkola nousiainen nummela nuotio nurmela nurmi nurmikari nurminen nurmio nuutila nuutinen
nyberg nygren nygård nykyri nykänen nylund nyman nyqvist närhi näveri ohvo oikarinen oinonen oja ojala ojanen ojaniemi ojansuu okkonen oksa oksanen
ollikainen ollikka ollila ollonen olsson onkalo orava oravainen oravala orpana outila outinen ovaska paananen paavilainen paavola pajari pajula pajunen
pakarinen pakkala palander palmroth palmu paloheimo palola palomäki palonen paloposki palosaari paltamo pankakoski papinniemi parkkinen partanen parviainen
pasanen passi patrikainen paukku paukkunen pekkala pekkanen pelkonen peltokangas peltola peltomäki peltonen peltoniemi pennala pennanen penttilä penttinen
perho perttula perälä pesola pesonen petäjä peura pietarinen pietikäinen pietilä piha pihkala pihlaja pihlajamäki pihlman pikkarainen pirinen pirttijärvi
pirttilä pitkälä pitkänen pitkäniemi pohjanen pohjola pohjonen polvi porkka posio posti poutala poutanen poutiainen puhakka puikkonen pukkila pulkka
pulkkinen puolakka puolanne puputti puranen purho puro purola pursiainen putkonen puttonen puumala puustinen pyhälä pylkkänen pyy pyykkö pyykkönen pääkkö
pääkkönen pölkki pöllänen pöyhönen raatikainen raatikka raitanen raitio rajakangas rajala rajalin rajamäki rajaniemi ranne ranta rantakangas rantala
rantamäki rantanen rantaniemi rasanen rasi rasila raskinen rauha rauhala rauma rautakoski rautanen rautiainen rautio reini reinikainen rekola rekonen remes
repo riekkinen riihimäki riikonen rinne rintala rintamäki risku rissanen ristola rituvuori roivainen rokka romppanen ronkainen rosenberg rosendahl rossi
rosten rousku routala ruohonen ruokonen ruotsalainen ruotsi rusanen ruuska ruuskanen ruusunen ruuth ryhänen rytilä rytkönen ryynänen räihä räikkönen
räisänen räsänen räty rönkkö rönnberg rönnqvist röyttä saarela saarelainen saari saarikoski saarinen saarni saastamoinen sahinoja sahlberg saikkonen sainio
saksa salakka salmela salmelainen salmenkivi salmi salminen salmivuori salo salokangas salokorpi salomaa salonen salonpää sammalkorpi sandberg sandström
sankari santala sarajärvi saresma sarkkinen sarpola sarvi sassi satama satomaa sauli savela savinainen savolainen savukoski seitamaa selin seppä seppälä
seppänen setälä siekkinen sihvola sihvonen siironen siivonen silander silfver sillanpää siltala siltanen silvennoinen simola simonen simula sinisalo sipilä
sirkiä sirola sirén sivonen sjöblom sjögren sjöholm soikkanen soikkeli soini soininen soinio sormunen sorsa sorvali soukka stenberg stenman stenroos suhola
suhonen suikkanen sulander sulkava sulonen summanen sundell sundqvist sundström suni suokas suomalainen suomela suominen suonio suonpää surakka susi
sutinen suuronen suutari suvanto sydänmaa syrjälä syrjänen syväoja säisä särkelä särkkä söderblom söderholm söderlund söderström taavitsainen tahvanainen
taipale taivalkoski takala takamäki takanen takkinen talala talja talonen talvela talvitie tammela tammi tamminen tamminiemi tanner tanninen tanskala
tanskanen tapaninen tapio tarkiainen tarkka tarvainen taskinen tattari tauriainen teerikangas teittinen temonen tenhunen tenkanen tervo tervonen teräväinen
tiainen tiihonen tiilikainen tiitinen tikka tikkala tikkanen timonen tirkkonen tirronen toikka toikkanen toivanen toiviainen toivola toivonen toljander
tolonen tolppanen tolvanen tommila torkkeli toropainen torvinen tossavainen tuhkanen tukiainen tulkki tuomaala tuomainen tuomela tuomi tuominen tuomisto
tuomola tuovinen turkki turkkila turpeinen turtiainen turtola turunen tuunanen tuuri tyni tyrväinen törmänen törrönen töyrylä uimonen ukkola ukkonen ulvila
uotila urho uusikylä uusimäki uusitalo vaara vahala vahtera vahvanen vahvaselkä vainikka vainio vaittinen valaja valkama valkeapää valkonen valli valta
valtanen valtonen vanhala vanhanen vanhatalo vanninen varila varis varjonen varonen vartiainen vasala vauhkonen vehmas vehviläinen veijalainen veikkola
venho vennola venäläinen vepsä vepsäläinen vesala vesalainen vesanen vesikko vesterinen vestman vihavainen viherkoski vihervaara vihma viinikainen viinikka
viita viitala viitanen viitasaari vikman viljamaa viljanen vilkkilä vilkman villanen vilén virkki virkkunen virolainen virta virtanen visuri voipio
voutilainen vuokko vuolle vuorela vuorenmaa vuori vuorinen vuorio vuorisalo vähäkangas väisälä väisänen väliaho välimaa välimäki vänskä västilä väyrynen
väänänen vääräniemi väätäinen wahlroos wallin westerlund wikström winter wirtanen yli-hietala yli-kauppila yli-mattila ylikoski ylimäki ylitalo ylä-outinen
ylönen ypyä yrjölä äijälä öhman österberg
""".split())

SWEDISH = frozenset("""
ahlgren ahlqvist ahlström alm andersdotter andersen andersson andreasson arvidsson asplund axelsson backlund backman backström bengtsson berg bergendahl
bergfors berggren berghäll berglund bergman bergqvist bergström berntsson bjurström björk björklund björkman björkqvist björn blad blom blomberg blomqvist
blomster boberg bohman boholm boij boman bondestam borg boström brandt brink brolin brunberg bruun byström bäck bäckman båsk carlsson carlström cederberg
cederlöf claesson dahl dahlberg dahlbom dahlgren dahlin dahlman dahlqvist dahlström danielsson edberg edlund edman edqvist edén ehrnrooth ek ekblom eklund
eklöf ekman ekstrand ekström elfving elg enberg engberg engblom engdahl englund engström enlund enqvist eriksson erlandsson fagerholm fagerlund fagerström
falck falk fellman fernström finne fjällström flink fors forsberg forsbäck forsell forsgren forslund forsman forss fransson franzén fredriksson friberg
fridén friman frisk frost fägersten gabrielsson gestrin glader grahn granberg grandell granholm granlund granqvist granroth granström green grönblom
gröndahl grönqvist grönroos gull gunnarsson gustafson gustafsson gustavsson haglund hagström hallberg hallgren hamberg hammar hammarström hansen hansson
hansén hartman hedberg hedenström hedin hedlund hedman hedström heikel helenelund helgesson hellberg hellgren hellman hellqvist henriksson hermansson
herrgård hjelm hjort hoffman holm holmberg holmgren holmlund holmqvist holmström hulden hultgren häggblom häggström högberg höglund högström ingman ingves
isaksson israelsson jakobsson jansson jensen jern johansson johansén johnson johnsson jonasson jonsson josefsson jungell järn jåfs jörgensen kallin
kankkonen karlsson kjellberg klockars knip knutsson kock kristensen kronqvist kull kullberg kvarnström kvist källström köping lager lagerström larsen
larsson lassus lax levin lidén liljeblad liljeqvist liljeroth lillkung lillqvist lind lindberg lindblom lindbäck linde lindell lindeman linder linderoos
lindgren lindholm lindman lindquist lindqvist lindroos lindstedt lindström lindvall ljung ljungberg ljungqvist long lund lundberg lundell lundgren lundin
lundmark lundqvist lundsten lundström lybeck löfberg löfgren löfqvist lönnberg lönnfors lönnroth magnusson malm malmberg malmgren malmström mannfolk
mannström martinsson mattjus mattsson melander melin moberg molander molin moström myhrman myrskog månsson mårtensson möller mörk nielsen nilsson norberg
nord nordback nordell nordgren nordin nordlund nordlöf nordman nordqvist nordström norrback norrgård norrman nyberg nybom nybäck nygård nyholm nylund nylén
nyman nyqvist nysten nyström näse näsman ohlsson olin ollas olofsdotter olofsson olsen olsson ottosson palm palmgren paulsson pedersen persson petersson
pettersson portin qvist ray rehn rehnström renlund renvall rex ringbom roos rosenback rosendal rosengren rosenlund rosenqvist rosenström rosén roth
rundberg rundt rusk rydberg rydman rönn rönnbäck rönnlund sahlgren sahlström salin samuelsson sandberg sandell sandholm sandqvist sandström sandås sarelin
segerstråle segersven sigfrids simons sirén sjöberg sjöblad sjöblom sjöbäck sjögren sjögård sjöholm sjölund sjöros sjöstedt sjöstrand sjöström skog
skoglund skogman skogster slotte smeds snellman snickars staffans stark steffansson sten stenberg stenbäck stenlund stenman stenvall storm strand
strandberg strandell strandman stråhlman ström strömberg strömfors ståhl ståhlberg sund sundberg sundell sundholm sundkvist sundman sundqvist sundström
sundén svahn svanberg svanbäck svanström svarvar svedberg svedlin svenfors svens svensson svärd söderberg södergran södergård söderholm söderlund söderman
söderström sørensen tallberg tallgren teir thesleff thodén thomasson thors thylin thölix torvalds törnqvist törnroos ulfsson uppgård valtonen vest
vestergård vik vikström wahlbeck wahlberg wahlström wallgren wallin wallén weckman weckström wegelius wentin wessman wester westerberg westergård
westerholm westerlund westman wickman wickström widjeskog wiik wiklund wikman wikström willfors wilén winberg wrede wärn åbacka åberg åkerblom åkerlund
åkerman åström öberg öhman öhrnberg östensson östergård österholm österlund östling östlund östman
""".split())

ENGLISH = frozenset("""
abbott abdullahi adams ahmed akhtar alexander ali allen allison alvarez amos anderson andrews archer armstrong arnold ashworth atkinson austin ayers bacon
bailey baker ball bancroft banerjee banks barber barker barlow barnard barnes barnett barr barrett barron bartlett barton bass bates battle bauer baxter
beard beck becker begum bell bender benjamin bennett benson bentley bernard berry best bird bishop black blackburn blackwell blair blake blanchard bloom
bolton bond boone booth boswell bowen bowers bowman boyd boyle bradford bradley bradshaw brady brennan brewer briggs bright britton brock brookes brooks
brown browne browning bruce bryant buchanan buckley bull bullock burgess burke burnett burns burton bush butler byers byrne cain calderon calhoun cameron
campbell cannon cantrell cardenas carey carlson carney carpenter carr carroll carson carter cartwright carver casey cassidy castillo castro chambers chan
chandler chang chapman charles charlton chavez chen cherry christensen christie church clark clarke clay clayton clements cobb cochran coffey cohen cole
coleman coles collins combs conley conner connolly connor conrad contreras conway cook cooke cooper copeland cortez costa coward cox craig crane craven
crawford crosby cross crossley cruz cunningham curry curtis dalton daly dang daniel daniels daugherty davenport davey davidson davies davis davison dawson
dean decker delacruz delaney deleon dennis desai dhillon diaz dickens dickinson dickson dillon dixon dodd dodson dominguez donaldson donnelly donovan
dougherty douglas doyle drake driscoll dudley duffield duffy duke duncan dunn duran durham dyer eaton edwards elder elliott ellis ellison english erickson
espinoza estrada evans evers farah farley farmer farrell faulkner ferguson fernandez field fields figueroa finch finley finn fischer fisher fitzgerald
fitzpatrick fleming fletcher flores flynn foley forbes ford forster foster fowler fox francis frank franklin fraser frazier frederick freeman french frost
fry fuentes fuller gaines gallagher gallegos galloway gamble garcia gardner garner garrett garza gates george gibbons gibbs gibson gilbert giles gill
gillespie gilmore glass glenn glover godfrey goldberg golden gomez gonzales gonzalez goodall goodman goodwin gordon gough gould grady graham grant gray
green greene greenwood gregory griffin griffith griffiths grimes gross guerra guerrero guest guthrie gutierrez guzman haines hale haley hall hamilton
hammond hampton hancock hanna hansen hanson harding hardy harmon harper harrington harris harrison hart hartley harvey harwood hashemi hassan hatfield
hawkins hayes haynes hays heath hebert henderson henry henson herbert herman hernandez herrera herring hess hester hewitt hickman hicks higgins hill hines
hinton hobbs hodge hodges hodgson hoffman hogan holden holder holland holloway holman holmes holt hood hooper hoover hope hopkins hopper horn horne horton
hosseini houghton house houston howard howarth howe howell howells hubbard huber hudson huffman hughes hull humphrey humphries hunt hunter hurley hurst
hussain hutchinson hyde ingram iqbal irwin ivanov ivanova jackson jacobs jacobson james jarvis jefferson jenkins jennings jensen jimenez johns johnson
johnston jones jordan joseph joyce juarez kane kask kaur kay keith keller kelley kelly kemp kendall kennedy kent kerr key khan khatun kim king kirby kirk
kirkland klein knapp knight knowles knox koch kowalski kramer kumar lamb lambert lancaster landry lane lang larson law lawrence lawson lawton leach leblanc
lee leon leonard lester levy lewis lindsay lindsey little liu livingston lloyd logan london long lopez love lowe lowery lucas luna lynch lynn lyons
macdonald mack macleod madden maddox maldonado malone mann manning marks marquez marsden marsh marshall martin martinez mason massey mathews matthews
maxwell may mayer maynard mays mcbride mccall mccann mccarthy mcclure mcconnell mccormick mccoy mccullough mcdonald mcdowell mcfarland mcgee mcgrath
mcgregor mcguire mcintosh mcintyre mckay mckee mckenzie mckinney mclaughlin mclean mcmahon mcmillan mcneil mcpherson mcqueen meadows medina mehta mejia
melendez melton mendez mendoza mercado mercer merrill merritt meyer meyers michael middleton miles miller mills miranda mistry mitchell mohamed molina
monroe montgomery montoya moody moon mooney moore morales moran moreno morgan morris morrison morrow morse morton moses mosley moss mueller mullen mullins
munoz murdoch murphy murray myers müller nash navarro neal nelson newell newman newton nguyen nicholls nichols nicholson nixon noble nolan norman norris
norton nowak nunez o'brien o'connell o'connor o'donnell o'keefe o'leary o'neill o'reilly o'sullivan ochoa odonnell oliver olsen olson oneal oneill orr
ortiz osborne osman owen owens pace pacheco padilla page palmer park parker parrish parry parsons partridge patel patrick patterson patton paul payne
pearce pearson peck pena pennington perez perkins perry peters petersen peterson petrov petrova petty phelps phillips pickering pierce pineda pitts pollard
ponce poole pope porter potter potts powell powers pratt preston price prince pritchard proctor pruitt quinn rahman ramirez ramos ramsey randall randolph
rasmussen ray read rebane reed rees reese reeve reeves reid reilly reyes reynolds rhodes rice rich richard richards richardson richmond riley rios rivas
rivera roach robbins roberson roberts robertson robinson robson rocha roche rodgers rodriguez rogers rojas roman romero rosales rosario rose rosen ross
roth rowe rowland roy rubio ruiz rush russell russo ryan saar salas salazar salinas sampson sanchez sanders santana santiago santos saunders savage sawyer
schmidt schneider schroeder schultz schwartz scott sellers sepp serrano sexton shaffer shah shannon sharma sharp sharpe shaw shelton shepherd sheppard
sheridan sherman shields short silva simmons simpson sims sinclair singh singleton skinner slater sloan small smith snow snyder solis soto sparks spence
spencer stafford stanley stanton steele stein stephens stephenson stevens stevenson stewart stokes stone stout strickland strong stuart suarez sullivan
summers sutton swanson sweeney sykes talbot tamm tanner tate taylor teague terrell terry thomas thompson thomson thornton tierney tobin todd torres
townsend tran travis trevino trujillo tuck tucker turner tyler underwood valdez valencia valentine vance vargas vaughan vaughn vazquez vega velasquez velez
villa villarreal vincent wade wagner walker wall wallace waller wallis walls walsh walter walters walton wang ward ware warner warren warsame washington
waters watkins watson watts weaver webb weber webster weeks weiss welch wells west weston wheeler whitaker white whitehead whitehouse whitfield whitney
wiggins wilcox wiley wilkerson wilkins wilkinson williams williamson willis wilson winters wise wolf wolfe wong wood woodard woods woodward wright wu wyatt
yang yates york young zamora zhang zimmerman
""".split())

SURNAMES = FINNISH | SWEDISH | ENGLISH
