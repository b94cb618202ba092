# Mitä sanotaan, kun joku on vaarassa: rauhallisesti, lyhyesti, syyttämättä. Numerot: packs/help.

danger-medical = Soita heti hätänumeroon 112. Siellä neuvotaan, mitä teet, kunnes apu tulee.
danger-self-harm = Hyvä, että kerroit. Sinun ei tarvitse olla tämän kanssa yksin. Soita kriisipuhelimeen: siellä kuunnellaan yötä päivää. Jos henki on vaarassa, soita 112.
danger-violence = Tämä ei ole sinun syysi. Jos olet vaarassa nyt, soita 112. Nollalinja vastaa aina, eikä soitto näy laskussa.
danger-abuse = Hyvä, että kerroit. Kenenkään ei pidä elää näin. Jos joku on vaarassa nyt, soita 112. Nollalinja vastaa aina, eikä soitto näy laskussa.
danger-scam = Jos puhelu on kesken, lopeta se. Älä siirrä rahaa äläkä anna koodeja. Soita heti oman pankkisi sulkupalveluun. Numero on kortissasi ja pankin omilla sivuilla. Ilmoita sitten poliisille. Kuka tahansa voi tulla huijatuksi.

help-emergency =
    .name = Hätänumero
    .line = Vastaa aina. Soita, jos henki tai terveys on vaarassa nyt.
help-poison =
    .name = Myrkytystietokeskus
    .line = Jos joku on saanut myrkkyä tai liikaa lääkettä. Hengenvaarassa 112.
help-crisis-fi =
    .name = MIELI Kriisipuhelin
    .line = Vastaa suomeksi yötä päivää.
help-crisis-sv =
    .name = MIELI Kristelefonen
    .line = Vastaa ruotsiksi osan päivästä.
help-crisis-en =
    .name = MIELI Crisis Helpline
    .line = Vastaa englanniksi osan päivästä.
help-nollalinja =
    .name = Nollalinja
    .line = Väkivalta lähisuhteessa. Maksuton, vastaa aina, ei näy laskussa.
help-nollalinja-abuse =
    .name = Nollalinja
    .line = Lapsen tai läheisen kohtelusta. Maksuton, vastaa aina, ei näy laskussa.
help-riku =
    .name = Rikosuhripäivystys
    .line = Rikoksen uhrille ja läheiselle. Maksuton. Ei vastaa kaikkina aikoina.

# Omasta elämästä, missä tilanteessa tahansa: packs/common.
fact-turvakielto = turvakielto
    .name = Turvakielto
    .true = Voimassa. Osoitetta, puhelinta ja paikkoja ei kerrota kenellekään
    .false = Ei turvakieltoa
fact-acting-for = kenen puolesta asioit
    .name = Kenen puolesta asioit
    .self = Itse
    .child = Lapsen puolesta
    .mandate = Toisen aikuisen puolesta
    .estate = Kuolinpesän puolesta
fact-minor = alaikäisyys
    .name = Ikä
    .true = Alle 18 vuotta
    .false = 18 vuotta täyttänyt
