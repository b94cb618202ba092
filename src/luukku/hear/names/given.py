"""Given names that are common in Finland, Sweden and English-speaking countries, in small letters."""

from __future__ import annotations

FINNISH = frozenset("""
aada aake aamos aapeli aapo aarne aarni aaro aaron aarre aatos aatu aava ada adele aija aila aili aimo aini aino airi aki akseli aku aleksander aleksandra
aleksanteri aleksi aliisa alina alisa allan alli alma alpo altti amalia amanda amelia anastasia aneta anette anita anja anna annamari annastiina anne
anneli annemari anni annika annikki annukka anssi antero anton antti anttoni anu apolonia ari arja armas armi armo aro arto arttu artturi arvi arvid arvo
asko asta atte aukusti auli aulikki aulis aune auni aura aurora auvo axel beata benjamin birgit birgitta carita daniel danila diana eeli eelis eemeli eemi
eemil eerik eerika eerikka eerikki eero eeti eetu eeva eevi eija eila eine eini eino eira eirik elea elias eliel eliisa eliisabet elina eljas ella ellen
elli elma elmeri elmo elna elsa elsi elvi elviira emil emilia emma emmi enni ensio erika erja erkka erkki erno esa esko essi ester esteri eva eveliina
evelina fanni felix fiia frans hanna hannamari hanne hannele hannes hannu harri heidi heikki heimo heini helena heli heljä helka helmi helmiina helvi hemmo
henna henni henri henriikka henrik herman hermanni hertta hilda hilja hilkka hilla hillevi hilma ida iida iina iines iiris iiro iisa iisakki iitu iivari
ilari ilja ilkka ilma ilmari ilmo ilona ilpo ilta immo impi inari inka inkeri into irene iria irina iris irja irma irmeli isa isabella isla ismo jaakko
jaakob jaana jami jan jana jani janika janina janita janne jari jarkko jarmo jarno jasmin jemina jenna jenni jenny jere jeremias jesse jimi joakim joanna
joel joeli johan johanna johannes joni jonna jonne joona joonas joonatan jooseppi jori jorma jouko jouni juha juhana juhani juho jukka jukka-pekka julia
juliaana julius juri jussi justus juuli juulia juulius juuso jyri jyrki kaapo kaarina kaarle kaarlo kaija kaino kaisa kaisla kaisu kaius kalervo kalevi
kalle kari kariina karin karita karri kasper kasperi katariina katarina kate kati katja katri katriina kauko keijo keimo kerttu kerttuli kiia kiira kim
kimi kimmo kirsi kirsikka kirsti klaus konsta kosti krista kristian kristiina kristo kullervo kustaa kylli kyllikki kyösti lahja laila laina lari lars
lasse lassi laura lauri lea leena leeni leevi leila lempi lenna lenne lenni leo lidia liina liinu liisa liisi lilja lilli lina linda linnea lotta lotte
louna luka lukas lumi luukas lyydia lyyli maaret maarit maarita maija maiju maikki mainio maire maisa manta manu mari maria mariaana marianna marianne
mariella marika marita maritta marja marja-leena marja-liisa marjaana marjatta marjo marjukka marjut mark markku marko markus martta martti matias matilda
matleena matti mattias mauno maunu mauri meeri meri merja mervi mette mia miia miika miikka miina miisa mika mikael mikaela mikki mikko miko milja milka
milla minea minja minna minttu mira mirja mirjam mirjami mirka mirkka miro mirva mona moona naemi naima natalia neea neela nella nelli nette niilo niina
niklas niko nikolai nina ninni noa noel noora nuutti oili oiva olavi ole olga oliver olivia olli olli-pekka onni oona ora orvokki oskar oskari osmo ossi
otso otto outi paavali paavo panu pasi patrick patrik paula pauli pauliina paulus pekka pelle pentti peppi pertti perttu petja petra petri petter petteri
pia pihla piia pinja pirita piritta pirjo pirkka pirkko pyry päivi päivikki raakel rafael raija raila raili raimo raine raisa raita rami ransu rasmus rauha
raul rauli rauni rauno rebekka reetta reija reijo reima reino retu riia riikka riina riitta rikhard riku risto ritva roni ronja roope roosa ruth ruusu ruut
saana saara saga saija saila saima saini saku salla salli salme salomon sami sampo samu samuel samuli sandra sanelma sanna sanna-mari sanni santeri santtu
sara sari sarita sasu satu seela seija selma senja senni seppo severi siina siiri silja silva silvia simo sini sinikka sirkka sirkku sirpa siru sisko sofia
sofie soila soile soilikki soini sointu sonja stella stiina sulo suoma suvi sylvi sylvia säde taavetti taavi taika taimi taina taisto taito taneli tanja
tapani tapio tarja tarmo taru tatjana tatu tauno teemu teija telle tellervo teppo teresa terhi terho tero terttu tessa teuvo tiia tiina tilda timi timo
tino titta toini toivo tommi toni topi topias torsti touko tuija tuire tuomas tuomo tuukka tuula tuuli tuulia tuulikki tuure tuuve tyko tytti tyyne uljas
ulla ulla-maija ulpu unna urho urpo uuno vaito valde valdemar valma valto valtteri veera veijo veikka veikko veini veli veli-matti venla verneri veronika
vesa vieno viivi viktor vilhelmi vilhelmiina vilho vili vilja viljami viljo ville vilma vilppu virpi virve visa voitto vuokko väinö ylermi yngve yrjänä
yrjö äijö
""".split())

SWEDISH = frozenset("""
adam adrian agda agnes agneta albert albin alexander alexandra alf alfred alice alva alvar amanda anders andreas anette angelica ann ann-christin ann-marie
ann-sofie anna-karin anna-lena anneli annelie annica annika annmari arne arvid astrid august axel barbro bengt benny berit bernt bertel bertil birger
birgit birgitta björn bo bodil bosse brita britt britt-marie börje camilla carin carina carita carl carl-gustav carl-johan carolina caroline catarina
catharina cecilia charlotta charlotte christel christer christian christina christine christoffer claes clara clas dag dan daniel david ebba eddie edit
edith edvin egil einar eleonora elin elis elisabet elisabeth elise ella ellinor elsa elsie elvira emelie emil emilia emilie emma erica erik erika ernst
eskil ester eva eva-lena evelina fanny fatima felicia felix filip filippa folke frans fredrik fredrika frida gabriel gabriella georg gerd gerda gertrud
gita gottfrid greta gudrun gun gun-britt gunborg gunhild gunilla gunnar gunnel gunvor gustaf gustav göran gösta göta hampus hanna hannes hans harald
harriet harry hedda hedvig helen helena helene helge helmer henrik henrika herbert hilda hilding hillevi hjalmar holger hugo håkan ida inga ingalill
ingeborg ingegerd ingela inger ingmar ingrid ingvar irene iris isabella isabelle isac isak ivan ivar jacob jakob jan janina jenny jens jessica joakim joel
johan johanna johannes john jonas jonatan jonna josef josefin josefine julia julius jörgen kaj karin karl karolina katarina kenneth kent kerstin kevin kim
kjell klara klas konrad kristian kristina kristoffer kurt lars lars-erik lasse leif lena lennart leo leon liam lilian lilly lina linda linn linnea linus
lisa lisbet liselott liv lotta love lovisa lucas lucia ludvig lukas lydia lykke maj maj-britt maj-lis maja malin malte malva margareta margareth margit
maria marianne marica marie marika marita markus martin martina matilda mats mattias maud max maximilian melker melvin mia micael michaela mikael mikaela
minna mirjam moa molly mona monica monika märta måns nanna nathalie nellie niclas niklas nils nina noah noel nora nova ola olaf olle olof olov oscar oskar
otto ove owe pamela patric patricia patrik paulina pauline peder per per-erik per-olof pernilla peter petra petter pia pontus ragnar ragnhild rakel ralf
rasmus rebecka rickard rikard robert robin roger roland rolf ronny rosa rose-marie runa rune rut sabina saga sam samuel sandra sanna sara sebastian selma
sigbritt signe sigrid sigurd simon siri siv sixten sofia sofie solveig sonja stefan stella sten stig stina sture susanna susanne svante svea sven sven-erik
sylvia sören tage teodor teresa thea theo theodor therese thomas tilda tilde tim tina tobias tom tomas tommy tor torbjörn tord tore torsten tova tove tuva
tyra ulf ulla ulrica ulrik ulrika urban ursula valter vega vendela vera veronica viggo viktor viktoria vilgot vilhelm ville vincent viola viveca viveka
wilhelm william wilma yngve yvonne åke åsa örjan östen
""".split())

ENGLISH = frozenset("""
aaron abdi abdul abdullah abigail abraham adam adele agnieszka ahmad ahmed aisha alan albert alex alexander alexandra alexis alfie alfred ali alice alicia
alison allan allison amanda amber amelia amina amir amy ananya andrea andrei andres andrew angela angelina anil anita ann anna anne anthony antonio april
archie arjun arthur ashley audrey ava barbara barry beatrice ben benjamin bernard beth bethany betty beverly bill billy bob bradley brandon brenda brian
bruce bryan caitlin callum cameron carl carla carlos carmen carol caroline catherine charles charlie charlotte chelsea cheryl chloe chris christina
christine christopher claire clara clive colin connor craig cynthia daisy dale damian daniel danielle darren dave david dawn dean deborah debra deepak
denise dennis derek diana diane dmitri dominic donald donna doris dorothy douglas duncan dylan edward edwin eileen ekaterina elaine eleanor elena elijah
elizabeth ella ellie emily emma eric erica ethan eugene eva evelyn evie fadumo faith farah fatemeh fatima fiona florence frances francis frank fred freddie
frederick freya gabriel gareth garry gary gavin gemma geoffrey george georgia georgina gerald gillian gladys glen gloria gordon grace graham grant greg
gregory halima hamza hannah harold harriet harrison harry harvey hassan hayley heather hector helen henry hiroshi hodan holly howard hugh huong hussein ian
ibrahim igor imogen irene isaac isabel isabella isla ivan jack jackie jackson jacob jacqueline jade jake james jamie jane janet janice janis jasmine jason
jayden jean jeff jeffrey jenna jennifer jenny jeremy jerry jerzy jesse jessica jill jim jimmy joan joanna joanne joe joel john johnny jonathan jordan jose
joseph josephine joshua joyce juan judith judy julia julian julie june justin kadri karen karl kaspars katarzyna kate katherine kathleen kathryn katie
kayla keith kelly ken kenji kenneth kevin khalid kim kimberly kirsty kyle larry laura lauren laurence lawrence layla leah lee leila leon leonard leslie
lewis liam lily linda lindsay linh lisa logan lorraine louis louise lucas lucy luis luke lydia lynn mabel madison maggie malcolm malgorzata marcus margaret
mari-liis maria marie marilyn mario marion mark martha martin mary maryam mason matthew maureen max maya megan mehdi melanie melissa mia michael michelle
miguel mike mildred millie minh mohamed mohammad mohammed molly monica morgan muhammad mustafa nancy naomi nasra natalie natalya natasha nathan nathaniel
neil nguyen nicholas nicola nicole nigel noah nora norman oksana oleg olena oliver olivia omar oscar owen pamela patricia patrick paul paula pauline pawel
pedro penelope peter philip phillip phoebe phyllis piotr piret poppy priya rachel rahul raj ralph rasa raymond rebecca reece reza rhys richard rita robert
roberta robin rodney roger ronald rosa rose rosemary rosie ross roy ruby russell ruth ryan sahra sally sam samantha samira samuel sandra sanjay sara sarah
scott sean sebastian sergei shannon sharon shaun sheila shirley sienna simon sofia sophia sophie stacey stanley stella stephanie stephen steve steven
stewart stuart sue sunita susan suzanne svetlana sylvia tamara tanya tara tatiana teresa terry thea theo theresa thomas tiffany tiit tim timothy tina toby
todd tom tommy tony tracey tracy tyler urmas valerie vanessa vera victor victoria vincent violet virginia vladimir walter wayne wendy wesley will william
willow yasmin yolanda yuki yuri yusuf yvonne zachary zainab zara zoe
""".split())

GIVEN = FINNISH | SWEDISH | ENGLISH
