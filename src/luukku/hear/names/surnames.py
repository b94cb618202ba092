"""Surnames that are common in Finland, Sweden and English-speaking countries, in small letters."""

from __future__ import annotations

FINNISH = frozenset("""
aalto aaltonen aarnio ahlgren aho ahokas ahola ahonen ahvenainen airaksinen alanen alanko alatalo anttila anttonen arola arvonen asikainen aura auvinen
backman eerola ekman elo elomaa erkkilä erola eronen eskelinen eskola forsman forsström grönlund haapala haapalainen haapanen haapaniemi haapasalo haataja
haavisto hakala hakanen hakkarainen halme halonen halttunen hannula harju harjula harjunen hartikainen heikkilä heikkinen heikkonen heino heinonen
heiskanen helander helenius helin hellström helminen hendriksson henriksson hiltunen hintikka hirvi hirvonen hokkanen holappa holm holmberg holmström
holopainen hongisto honkala honkanen huhtala huhtanen huotari huovinen huttunen huuskonen hyttinen hyvärinen hyvönen hyytiäinen häkkinen häkli hämäläinen
hänninen häyrinen hölttä ihalainen ihanainen ikonen ilmonen immonen inkinen isomäki itkonen jaakkola jaatinen jalkanen jalonen jansson jauhiainen jokela
jokinen jokiniemi junttila juntunen juvonen jylhä järvelä järveläinen järvenpää järvi järvinen jääskeläinen kaartinen kaasinen kaikkonen kainulainen
kajander kallio kallioinen kalliokoski kallunki kananen kanerva kanervo kangas kankaanpää kantola kantonen karhu karhunen kari karjalainen karlsson
karppinen karttunen karvinen karvonen kaski kasurinen katajisto kauppi kauppila kauppinen kekkonen kemppainen kervinen keskinen keskitalo ketola ketonen
kettunen kiiskinen kilpeläinen kilpinen kinnunen kivelä kivimäki kivinen kiviniemi kiviranta kivistö klemola kohonen koistinen koivisto koivu koivula
koivunen kokko kokkonen kolehmainen komulainen kontinen kontio korhonen korkeamäki korpela korpi korpinen kortelainen koskela koskelainen koskenniemi koski
koskinen kosonen kosunen kotila kotilainen kotiranta kovanen krogerus kujala kujanpää kukkonen kulmala kultanen kumpulainen kuosmanen kuparinen kurkela
kurki kurppa kuusela kuusinen kuusisto kähkönen kärki kärkkäinen kärnä laakkonen laakso laaksonen laamanen laasonen lahdenperä lahtela lahti lahtinen laine
laitala laitinen lamminen lampi lampinen lappalainen lassila latvala laukkanen laurila lauronen lehikoinen lehti lehtimäki lehtinen lehto lehtola lehtonen
lehtoranta leino leinonen lempinen leppälä leppänen leskinen liimatainen lilja lind lindberg linden lindfors lindgren lindholm lindqvist lindroos lindström
lipponen liukkonen loikkanen luhtala lukkari lukkarinen lundberg luoma luomala luoto luukkonen lyytikäinen lähde lähteenmäki lönnqvist maaranen makkonen
malinen malmi manninen markkanen markkula martikainen marttila marttinen matikainen mattila mattsson meikäläinen meriläinen miettinen mikkola mikkonen
moilanen mononen muhonen mustonen muurinen myllylä myllymäki myllyniemi mynttinen mäenpää mäkelin mäkelä mäki mäkinen mäntylä määttä määttänen naumanen
neuvonen nevala nevalainen niemelä niemi nieminen niemistö niinimäki niinistö niiranen nikkilä nikula niskanen nissinen nisula nordström norppa nuotio
nurmela nurmi nurminen nyberg nygård nykänen nylund nyman närhi oikarinen oinonen oja ojala ojanen oksanen ollikainen olsson orpana outinen ovaska paananen
paavilainen paavola pajunen pakarinen pakkala paloheimo palomäki palonen parkkinen partanen parviainen passi paukkunen pekkala pekkanen pelkonen peltola
peltomäki peltonen penttilä penttinen perälä pesonen peura pietikäinen pihlaja pihlajamäki pirinen pirttilä pitkälä pitkänen pohjola pohjonen poutanen
puhakka pulkkinen puolakka puranen purho puustinen pyykkö pyykkönen pöllänen pöyhönen raatikainen rajala rajamäki ranta rantala rantanen rasi rasila
rauhala rautanen rautiainen rautio reinikainen rekola repo riihimäki riikonen rinne risku rissanen roivainen ronkainen rosenberg rosendahl rossi routala
ruohonen ruotsalainen rusanen ruuska ruuskanen rytkönen räisänen räsänen rönkkö rönnqvist saarela saarelainen saari saarinen saastamoinen sahlberg
saikkonen salmela salmelainen salmi salminen salo salokangas salonen sandberg sandström sarajärvi sarkkinen sarpola sauli savolainen seppä seppälä seppänen
sihvonen siltala siltanen silvennoinen simola simonen sipilä sirola sirén sjöblom sjöholm soikkeli soini soininen sormunen sorsa sorvali stenberg suhonen
summanen sundqvist sundström suomalainen suomela suominen suutari suvanto sydänmaa söderholm söderlund söderström taipale takala takkinen talvitie tammi
tamminen tanninen tanskanen tapio tarkiainen tarvainen taskinen teittinen tenhunen tervo tervonen tiainen tiihonen tiilikainen tikka tikkanen timonen
tirkkonen tirronen toivanen toivola toivonen tolonen tolvanen tuomela tuomi tuominen tuomisto tuovinen turkki turpeinen turtiainen turunen tuunanen tuuri
törmänen törrönen uotila uusitalo vaara vahtera vainikka vainio valkeapää valkonen valtanen valtonen vanhala vanhanen varis varonen vartiainen vauhkonen
veijalainen venäläinen vepsäläinen vesala vesterinen vihavainen vihervaara viinikainen viinikka viitala viitanen vikman viljanen vilkman vilén virkkunen
virolainen virta virtanen voutilainen vuorela vuori vuorinen vuorio vähäkangas väisälä väisänen väyrynen väänänen wahlroos wallin westerlund wikström
winter wirtanen yli-kauppila ylitalo ylönen äijälä öhman österberg
""".split())

SWEDISH = frozenset("""
ahlqvist ahlström alm andersdotter andersson andreasson arvidsson asplund axelsson backlund backman backström bengtsson berg berggren berglund bergman
bergqvist bergström björk björklund björkman blom blomberg blomqvist boman borg boström bäck carlsson claesson dahl dahlberg dahlström danielsson edlund ek
ekblom eklund ekman ekström engström enqvist eriksson fagerström falk forsberg forslund forsman fransson franzén fredriksson friberg granholm granqvist
grönqvist grönroos gunnarsson gustafsson gustavsson hagström hallberg hansson hedberg hedlund hedman hellman henriksson hermansson holm holmberg holmgren
holmlund holmqvist holmström häggblom häggström höglund isaksson jakobsson jansson johansson johnsson jonasson jonsson josefsson karlsson kjellberg
kronqvist källström larsson lind lindberg lindblom lindell lindgren lindholm lindqvist lindroos lindström lindvall ljung ljungberg lund lundberg lundgren
lundin lundqvist lundström löfgren lönnroth magnusson malm malmberg martinsson mattsson mårtensson möller nilsson norberg nordin nordlund nordman nordström
norrgård nyberg nygård nylund nyman nyström olofsson olsson palm persson petersson pettersson rehn rosenlund rosenqvist samuelsson sandberg sandell
sandström sjöberg sjöblom sjögren sjöholm sjölund sjöstedt sjöström skog sten stenberg stenman strand strandberg ström strömberg sundberg sundman sundqvist
sundström svahn svanström svensson söderberg söderholm söderlund söderman söderström thomasson thors törnqvist törnroos ulfsson wahlström wallin wester
westerberg westerholm westerlund wiik wikman wikström åberg åkerlund åström öberg öhman östlund östman
""".split())

ENGLISH = frozenset("""
abbott abdullahi adams ahmed akhtar ali allen anderson andrews armstrong arnold atkinson bailey baker ball barker barnes bates baxter begum bell bennett
berry bishop black booth bradley brooks brown bryant burns burton butler byrne campbell carr carroll carter chambers chapman chen clark clarke cole coleman
collins cook cooper cox crawford cruz cunningham daniels davidson davies davis dawson dean diaz dixon doyle duncan dunn edwards elliott ellis evans farah
ferguson fernandez fischer fisher fletcher flores ford foster fox francis fraser freeman garcia gardner george gibson gill gomez gonzalez gordon graham
grant gray green greene griffin griffiths hall hamilton hansen harper harris harrison hart harvey hashemi hassan hawkins hayes henderson henry hernandez
hill holmes hopkins hosseini howard howell hudson hughes hunt hunter hussain ivanov ivanova jackson jacobs james jenkins jensen johnson johnston jones
jordan kask kaur kelly kennedy khan king knight kowalski kumar lambert lawrence lawson lee lewis lloyd long lopez lynch macdonald marshall martin martinez
mason matthews mcdonald meyer miller mills mitchell mohamed moore morales morgan morris morrison murphy murray myers müller nelson newman nguyen nicholson
nowak o'brien o'connor o'neill oliver ortiz owen palmer park parker parsons patel patterson payne pearce pearson perez perkins perry peters peterson petrov
petrova phillips pierce porter powell price rahman ramirez ramos rebane reed rees reid reyes reynolds rice richards richardson rivera roberts robertson
robinson rodriguez rogers rose ross russell ryan saar sanchez sanders saunders schmidt schneider scott sepp shah sharma shaw silva simmons simpson singh
smith spencer stevens stewart stone sullivan sutton tamm taylor thomas thompson thomson torres tran tucker turner walker wallace walsh wang ward warren
warsame washington watkins watson watts weaver webb weber wells west white wilkinson williams williamson wilson wood woods wright yang young zhang
""".split())

SURNAMES = FINNISH | SWEDISH | ENGLISH
