goalpack-keep-home = Hemmet blir kvar
    .name = att inte förlora hemmet
    .leaves = Banken, hyresvärden och utsökningen bestämmer om sina egna saker. Luukku kan inte lova hur det går. Andra skulder blir kvar i planen.
