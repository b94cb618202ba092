goalpack-keep-home = Koti säilyy
    .name = ettei kotia menetetä
    .leaves = Pankki, vuokranantaja ja ulosotto päättävät omista asioistaan. Luukku ei voi luvata lopputulosta. Muut velat jäävät suunnitelmaan.
