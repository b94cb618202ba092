# Oppiminen korjauksista: asiakkaan oma valinta ja se, mitä siitä näkyy lokissa.

learning-heading = Saako Luukku oppia korjauksistasi?
learning-off = Jos sallit sen, Luukku oppii siitä, kun korjaat tai vahvistat, mitä sinulle on tapahtunut. Se auttaa ymmärtämään muita paremmin. Valinta on sinun, eikä se vaikuta palveluusi.
learning-on = Sallit, että Luukku oppii korjauksistasi.
learning-kept = { $n ->
        [0] Korjauksiasi ei ole nyt tallessa.
        [one] Tallessa on yksi korjauksesi.
       *[other] Tallessa on { $n } korjaustasi.
    }
learning-what = Talteen jää vain, miten Luukku ymmärsi viestisi, mikä oli oikein, päivä ja viestin merkitys lukuina. Nimet, numerot ja osoitteet peitetään ensin. Sanojasi tai tunteitasi ei tallenneta. Korjaukset ovat sinetöityinä.
learning-end = Luukku oppii vasta, kun vähintään kymmenen ihmistä on korjannut samoin. Korjaus poistetaan, kun siitä on opittu, kun perut luvan tai kun tietosi poistetaan. Lupa on voimassa enintään vuoden. Yhdessä opittu ei enää kerro sinusta, eikä sitä voi perua.
learning-allow = Salli oppiminen
learning-stop = Lopeta ja poista korjaukset
page-mistaken-what = Ymmärsikö Luukku asian alusta asti väärin? Kerro se, niin asian hoito lopetetaan ja Luukku voi oppia siitä.
page-mistaken-now = Väärin ymmärretty, lopeta

purpose-learning = oppiminen korjauksista
entry-collect = Luukku otti talteen yhden korjauksesi oppiakseen siitä. Sanojasi ei tallennettu.
entry-collect-failed = Korjaustasi ei otettu talteen.
entry-learn = Korjauksiasi käytettiin oppimiseen: niitä verrattiin muiden korjauksiin.
entry-learn-refused = Estettiin, koska lupaa ei ollut. Korjauksistasi ei opittu.
entry-consent-learning-given = Sallit, että Luukku oppii korjauksistasi.
entry-consent-learning-withdrawn = Peruit luvan oppia korjauksistasi. Tallessa olleet korjaukset poistettiin.
entry-consent-learning-ended = Lupa oppia korjauksistasi päättyi. Tallessa olleet korjaukset poistettiin.
