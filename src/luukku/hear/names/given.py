"""Given names that are common in Finland, Sweden and English-speaking countries, in small letters."""

from __future__ import annotations

FINNISH = frozenset("""
aada aake aamos aapeli aapo aaretti aarne aarni aarno aaro aaron aarre aatos aatto aatu aava ada adalmiina adele ahto aihki aija aila aili aimo aini
ainikki aino ainokaisa airi aki akseli aku albertiina aleksander aleksandra aleksandriina aleksanteri aleksi alfons aliisa alina alisa alisha allan alli
alma alpi alpo altti amalia amalie amanda amelia anastasia aneta anette anita anitta anja anna annaleena annaliisa annamaija annamari annastiina anne
anneli annemari anni anniina annika annika-maria annikki annu annukka anskarius anssi antero anton antti anttoni anu apolonia arhi ari arimo arja armas
armi armo aro arto arttu arttur artturi arvi arvi-matti arvid arvo asko aslak asser asta atte aukusti auli aulikki aulis aune auni aura aurora auvo axel
beata benjamin bernhard birgit birgitta carita daniel danila diana edvard eeli eelis eemeli eemi eemil eerik eerika eerikka eerikki eero eeti eetla eetu
eeva eeva-kaisa eeva-liisa eeva-maija eevi eija eila eine eini eino eira eirik elea elias eliel eliisa eliisabet elina elisabet eljas ella ellen
ellen-maria elli elma elmeri elmo elna elsa elsi elvi elviira emil emilia emma emmanuel emmi enja enna enni ensio erika erja erkka erkki erkko erna ernesti
erno esa esko essi ester esteri eufemia eva eveliina evelina fanni felix fiia frans frans-emil fredrika gunnel hanna hannaleena hannamari hannastiina hanne
hannele hannes hannu harri harriet heidi heikka heikki heimo heini heini-maria helena heli helinä heljä helka helli hellin hellä helmi helmiina helvi hemmo
henna henni henri henriikka henrik herman hermanni hertta heta hilda hilja hilkka hilla hillevi hilma hilppa ida iida iikka iina iines iiri iiris iiro iisa
iisakki iitu iiu iivari ilari ilja ilkka ilma ilmari ilmatar ilmo ilona ilpo ilta immi immo impi inari inka inkeri into irene iria irina iris irja irma
irmeli isa isabella isko isla ismo itämari jaakkima jaakko jaakob jaana jalmari jami jan jana jani jani-petteri janika janina janita janne jari jarkko
jarmo jarna jarno jasmin jemina jenna jenni jenniina jenny jere jeremias jesper jesse jimi joakim joanna joel joeli johan johanna johannes joni joni-matti
jonna jonne jooa joona joonas joonatan jooseppi jori jorma josefiina jouko jouni juha juha-matti juha-pekka juhana juhani juho jukka jukka-matti
jukka-pekka julia juliaana julius julle juri jussi justus juuli juulia juulius juuso jyri jyrki jöns kaapo kaapro kaarin kaarina kaarle kaarlo kaija
kaija-leena kaino kaisa kaisa-leena kaisla kaislamari kaisu kaius kalervo kalevi kalle kalle-pekka kanerva kari kariina karin karita karla karo karoliina
karri kasimir kasper kasperi katariina katarina kate kati katja katjuska katri katriina kauko kauno keijo keimo kerkko kerstin kerttu kerttuli kiia kiira
kim kimi kimmo kirsi kirsi-maria kirsi-marja kirsikka kirsti klaara klaus konsta kosti kreetta krista krister kristian kristiina kristo kullervo kustaa
kustavi kylli kyllikki kyösti lahja laila laina lari lars lasse lassi laura lauri lea leena leena-kaisa leena-maija leeni leevi leila lempi lenita lenna
lenne lenni leo leo-pekka lidia liina liinamaija liinu liisa liisi lilja lilli lina linda linnea linus lotta lotta-maria lotte louna luka lukas lumi luukas
lyydia lyyli maaret maarika maarit maarita maija maija-leena maija-liisa maiju maikki maikku maini mainio maire maisa malla malvina manne manta manu mari
maria mariaana marianna marianne mariella mariia marika marita maritta marja marja-kaarina marja-leena marja-liisa marja-riitta marja-terttu marjaana
marjatta marjo marjo-riitta marjukka marjut mark marketa marketta markku marko markus martina martta martti matias matilda matleena matti matti-pekka
mattias mauno maunu mauri meeri meeri-maria melina meri merja mervi mette mia miia miika miikael miikka miina miisa mika mikael mikaela mikki mikko miko
milena milja milka milla minea minja minka minna minna-maria minttu mira mirella mirja mirjam mirjami mirka mirkka miro mirva mona moona nadja naemi naima
natalia nea neea neela nella nelli nette niilo niina niina-maria niklas niko nikolai nina ninni noa noel noora nuppu nuutti oili oiva olavi ole olga oliver
olivia olli olli-pekka onerva onni oona ora orvo orvokki oskar oskari osma osmo ossi otso otteli otto outi outi-maria paavali paavo panu paola pasi patrick
patrik paula pauli pauliina paulus pekka pekko pelle pellervo pentti peppi pertteli pertti perttu petja petra petri petter petteri pia pihla piia pilvi
pinja pirita piritta pirjo pirjo-riitta pirkka pirkko pirkko-liisa pyry päivi päivi-maria päivikki päiviö raakel rafael raija raija-leena raila raili raimo
raine rainer raisa raita rami ransu rasmus rauha raul rauli rauni rauno rebecca rebekka reeta reetta reija reijo reima reino retu riia riikka riina riitta
riitta-liisa rikhard riku riku-petteri risto ritva ritva-liisa roni ronja roope roosa roosa-maria ruth ruusu ruut saana saara saga saija saila saima saimi
saini sakari sakarias saku salla sallamari salli salme salomon sami sampo samu samuel samuli sandra sanelma sanna sanna-kaisa sanna-leena sanna-mari sanni
santeri santtu sara sari sari-anne sarita sasu satu satu-maria sebastian seela seija selma senja senni seppo seppo-juhani severi siina siiri silja
silja-maria silva silvia simo sini sinikka sinimaaria sipriina sirja sirkka sirkka-leena sirkka-liisa sirkku sirpa siru sisko sofia sofie soila soile
soilikki soini sointu sonja stella stiina sulo suoma suvi sylvi sylvia säde taavetti taavi taika taimi taimo taina taisto taito taneli tanja tapani tapio
tarja tarja-leena tarmo taru tatja tatjana tatu tauno tauri teemu teija telle tellervo tellu teo teppo teresa terhi terho tero tero-pekka terttu tessa
teuvo tiia tiia-maria tiina tiina-maria tiitus tilda timi timo timo-pekka tino titta toimi toini toivo toivo-matti tomas tomi tommi toni topi topias torsti
touko tuija tuija-riitta tuire tuomari tuomas tuomas-matti tuomo tuukka tuula tuulevi tuuli tuulia tuulikki tuure tuuve tyko tytti tytti-maria tyyne tyyni
ukko uljas ulla ulla-leena ulla-maija ulla-riitta ulpu unna urho urmas urpo urpu uuno vaito valde valdemar valma valto valtteri vaula veera veera-maria
veijo veikka veikko veini veli veli-matti veli-pekka venla venny verneri veronika vesa vesa-matti viena vieno viivi viktor vilhelmi vilhelmiina vilho vili
vilja viljami viljo ville vilma vilppu viola virpi virpi-maria virve visa vivian voitto vuokko väinämö väinö ylermi ylva yngve yrjänä yrjö yrjö-pekka äijö
""".split())

SWEDISH = frozenset("""
adam adrian agda agnes agneta aina albert albin alexander alexandra alf alfred alice allan alma alva alvar amanda amelie anders andreas andré anette
angelica angelika anitha anja ann ann-britt ann-cathrin ann-christin ann-kristin ann-louise ann-marie ann-sofie anna-karin anna-lena anne anneli annelie
annette annica annicka annie annika annmari anton arne artur arvid asta astor astrid august axel barbara barbro bella bengt benjamin benny berit bernhard
bernt bertel bertil bibbi birger birgit birgitta birk bjarne björn bo bodil bosse brita britt britt-marie bror bruno börje camilla carin carina carita carl
carl-gustav carl-johan carolina caroline casper cassandra catarina catharina cecil cecilia celia charlie charlotta charlotte christel christer christian
christina christine christoffer claes clara clary clas cornelia dag dan daniel daniela daniella david dennis desirée diana douglas ebba eddie edgar edit
edith edvin egil einar eleonora elin elina elis elisabet elisabeth elise ella ella-maria ellen ellinor elna elon elsa elsie elvira emelie emil emilia
emilie emma emmy enar engla erica erik erika erland ernst eskil estelle ester ethel eugen eva eva-lena evelina ewa fabian fanny fatima felicia felix filip
filippa folke frans fredric fredrik fredrika frej freja frida gabriel gabriella georg georgina gerd gerda gerhard gertrud gideon gillis gita gottfrid
greger greta gudrun gull gulli gun gun-britt gunborg gunhild gunilla gunnar gunnel gunnevi gunvor gustaf gustav gustava göran görel gösta göta göte hadar
halvar hampus hanna hannele hannes hans harald harriet harry hasse hedda hedvig helen helena helene helge helmer helny henning henny henrik henrika herbert
hilda hilding hillevi hjalmar hjördis holger hubert hugo håkan ida ida-maria ines inga inga-britt inga-lill inga-lisa ingalill ingeborg ingegerd ingegärd
ingela ingemar inger ingmar ingrid ingvar irene iris iréne isabel isabell isabella isabelle isac isadora isak ivan ivar jack jacob jakob jan jan-erik
jan-olof janina jasmine jeanette jenny jens jerker jessica joakim joar joel johan johanna johannes john johnny jon jonas jonatan jonna josef josefin
josefine judit julia julian julius juni junia jörgen kaisa kaj kajsa karin karl karl-erik karl-gustav karl-johan karolina katarina katrin kennet kenneth
kent kerstin kevin kicki kim kjell kjell-åke klara klas klaus knut konrad krister kristian kristina kristoffer kurt lage lars lars-erik lars-göran
lars-olof lasse laurentz leif leila lena lena-maria lennart lennie leo leon leopold liam lilian lill lillemor lilli lilly lina linda linn linnea linnéa
linus lisa lisbet lisbeth liselott liv loke lotta lova love lovis lovisa lucas lucia ludvig lukas lydia lykke magda magnus maj maj-britt maj-lis maja
majken majvor malena malin malte malva manfred margareta margareth margit maria maria-lena marianne marica marie mariette marika marina marita markus
marlene martha martin martina mary matheo mathilda matilda mats mattias maud max maximilian melissa melker melvin merit mia micael michaela mikael mikaela
milla milo milton mimmi minna mirja mirjam misha moa molly mona monica monika märit märta måns nanna natalia nathalie nathanael nellie niclas nicole
nicolina nike nikita niklas nils nina noah noel nora nova odd ola olaf olga oliver olle olof olov oscar oskar ossian otilia otto otto-erik ove owe pamela
patric patricia patrick patrik paulina pauline peder pehr per per-anders per-erik per-olof pernilla peter petra petronella petter philip pia pierre pontus
pär ragnar ragnhild ragnvald rakel ralf ralph ramona rasmus rebecka reine reinhold renate richard rickard rikard rita robban robert robin roger roland rolf
ronny rosa rose-marie rosita roy runa runar rune rut ruth sabina saga sally sam samantha samuel sandra sanna sara sebastian selma seved sigbritt sigfrid
sigge signar signe sigrid sigurd simon siri siv sivert siw sixten sofi sofia sofie solbritt solveig sonja sonny stefan stefanie stella stellan sten stig
stina sture sune susanna susanne svante svea sven sven-erik sven-olof svenne sverker sylve sylvia sören tage teodor teresa thea theo theodor theodora
therese therése thomas thorbjörn thore tilda tilde tilly tim tina tindra tobbe tobias tom tomas tommy torbjörn tord tore torsten tova tove ture tuva tuvali
tyko tyra ulf ulf-erik ulla ulrica ulrik ulrik-johan ulrika urban ursula valborg valentin valter vanja vega vendela vera verner veronica vidar viggo viktor
viktoria vilgot vilhelm ville vilma vilmer vincent viola viveca viveka wendela wera werner wilhelm wille william wilma wilmer yasmine ylva yngve yvonne
ängla ådne åke åsa åsa-maria åse örjan östen
""".split())

ENGLISH = frozenset("""
aaron abdi abdul abdullah abigail abraham adam adele adrian agnes agnieszka ahmad ahmed aidan aiden aimee aisha alan alana albert albie alec alex alexander
alexandra alexis alfie alfonso alfred ali alice alicia alisha alison allan allison alma alvin amanda amber amelia amelie amina amir amos amy ananya
anastasia andre andrea andrei andres andrew andy angel angela angelina angie anil anita anjali ann anna annabel annabelle anne annette annie anthony
antonio antony april archie ariana arjun arlene arnold arron arthur ashley audra audrey aurora austin ava avery aziz bailey barbara barry beatrice becky
belinda bella ben benjamin bennett bernadette bernard bernice bert bertha bessie beth bethan bethany betsy betty beverly bill billy blake bob bobbie bonnie
brad bradley brandi brandon brenda brendan brian bridget brittany brooke bruce bryan bryce bryony caitlin caitlyn caleb callum cameron camila candace
candice carl carla carlos carlton carmel carmen carol carole carolina caroline carolyn carrie casey cassandra cassie catherine cathy cecil cecilia celia
chad chantal charles charlie charlotte chelsea chelsey cheryl chloe chris christa christian christina christine christopher christy cindy claire clara
clarence claudia clayton cliff clifford clint clive clyde cody colin colleen connor conor corey courtney craig crystal curtis cynthia cyril daisy dale
damian daniel danielle daphne darin darius darlene darren darryl dave david dawn dean debbie deborah debra deepak delores denise dennis derek desmond
destiny diana diane dianne dillon dmitri dolores dominic donald donna donovan dora doreen doris dorothy doug douglas duane duncan dwayne dwight dylan earl
ebony eddie edgar edith edmund edna eduardo edward edwin eileen ekaterina elaine eleanor elena elijah eliza elizabeth ella ellie elliot elliott elsie
emilio emily emma emmanuel enid eric erica ernest esme estelle esther ethan ethel eugene eunice eva evelyn everett evie ezra fadumo faith farah fatemeh
fatima faye felicity fergus fernando finlay finley fiona florence frances francis frank fred freddie freddy frederick freya gabriel gail gareth garry gary
gavin gayle gemma gene geoffrey george georgia georgina gerald gertrude gilbert gillian gina ginny giovanni gladys glen glenn gloria gordon grace graeme
graham grant greg gregory greta guadalupe gwen gwendolyn hailey haley halima hamish hamza hank hannah harold harriet harrison harry harvey hassan hattie
hayley hazel heather hector heidi helen helena henry herbert herman hilary hiroshi hodan hollie holly homer horace howard hugh hugo hunter huong hussein
iain ian ibrahim ida igor imogen imran ines ingrid irene iris irma isaac isabel isabella isaiah isla ismail ivan ivy jack jackie jackson jacob jacqueline
jade jaime jake jamal james jamie jane janet janette janice janie janis jared jasmine jason jasper javier jay jayden jean jeanette jeannie jeff jeffrey
jenna jennifer jenny jeremiah jeremy jerome jerry jerzy jesse jessica jill jim jimmy joan joanna joanne jocelyn jodi jodie joe joel joey johanna john
johnny jonah jonathan jonathon jordan jorge jose josefina joseph josephine joshua josie joy joyce juan juanita judith judy julia julian julie julio june
justin kadri kara karen karina karl kaspars katarzyna kate katelyn katherine kathie kathleen kathryn kathy katie katrina katy kaye kayla kayleigh keira
keith kelly kelsey ken kenji kenneth kerry kevin khalid kieran kim kimberly kirk kirsten kirsty krista kristen kristin kristina kurt kyle kylie lacey lance
larry latoya laura lauren laurence lauri lawrence layla leah leanne lee leigh leila lena leon leona leonard leroy leslie lester levi lewis liam lila lilian
lillian lily linda lindsay lindsey linh linus lisa lloyd logan lois lola lonnie loretta lori lorna lorraine lottie louie louis louise luca lucas lucia lucy
luis luke luther lydia lynda lynette lynn lynne mabel mackenzie madeleine madeline madison maggie malcolm malgorzata malik mandy manuel marc marcia marcos
marcus marcy margaret margarita marge margie margot mari-liis maria mariam marian marianne marie marilyn marina mario marion marisa marjorie mark marlene
marlon marsha marshall martha martin marvin mary maryam mason mateo matilda matt matthew maude maureen maurice mavis max maxine maya megan mehdi melanie
melinda melissa melvin meredith mervyn mia micah michael micheal michelle mickey miguel mike mildred miles millie milton mindy minh minnie miranda miriam
misty mitchell mohamed mohammad mohammed moira mollie molly mona monica monique morgan muhammad muriel murray mustafa myra myrtle nadia nancy naomi nasra
natalie natalya natasha nathalie nathan nathaniel ned neil nell nellie nguyen nicholas nick nicky nicola nicole nigel nikki nina noah nora noreen norma
norman oksana oleg olena olive oliver olivia ollie omar orlando oscar oswald owen pablo paige pam pamela patricia patrick patsy patti paul paula paulette
pauline pawel pearl pedro penelope penny perry pete peter philip philippa phillip phoebe phyllis piotr piret polly poppy preston priscilla priya rachel
rafael rahul raj ralph ramon ramona randall raquel rasa raul raymond rebecca reece reginald rene renee reza rhoda rhonda rhys ricardo richard rick ricky
riley rita robert roberta roberto robin rochelle roderick rodney rodrigo roger roland roman ron ronald ronan ronnie rory rosa rosalie rosalind rosanna rose
rosemary rosie ross roxanne roy ruby rudy rufus rupert russell ruth ryan sahra sally salvador sam samantha samira samuel sandra sanjay sara sarah sasha
saul scott sean sebastian selina serena sergei sergio seth shane shania shannon sharon shaun shawn sheila shelby sheldon shelley sherry shirley sid sidney
sienna silvia simon simone sofia sonia sophia sophie spencer stacey stacy stan stanley stefan stella stephanie stephen steve steven stewart stuart sue
sunita susan suzanne svetlana sybil sylvia tabitha tamara tammie tammy tamsin tania tanya tara tatiana ted terence teresa terrance terrence terri terry
tessa thea thelma theo theodore theresa thomas tiffany tiit tim timothy tina tobias toby todd tom tommie tommy toni tony tonya tracey tracy travis trevor
tricia trisha trudy tyler tyrone urmas ursula valentina valerie vanessa velma vera verity vernon vicki vicky victor victoria vincent viola violet virginia
vivian viviane vladimir wade wallace walter wanda warren wayne wendy wesley wilbur wilfred will william willie willow wilma winifred winston xavier yasmin
yolanda yuki yuri yusuf yvette yvonne zach zachary zack zainab zara zoe zoey
""".split())

GIVEN = FINNISH | SWEDISH | ENGLISH
