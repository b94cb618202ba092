known-mode-on-device = Avain tietoihisi on omalla laitteellasi. Tämä palvelu säilyttää tiedot lukittuina eikä voi avata niitä, kun et ole paikalla. Kun käytät Luukkua, laitteesi avaa tiedot ja antaa ne palvelulle vain siksi hetkeksi.
state-unreached-away = Odottaa sinua
line-unreached-away = Odottaa, että avaat Luukun omalla laitteellasi. Silloin tämä lähtee. Saaja: { $who }.
entry-again = Sama lähetys yritettiin uudelleen. Saaja: { $who }. Tiedot: { $facts }.
entry-refused-key-away = Ei avattu, koska avain on laitteellasi etkä ollut paikalla. Tiedot: { $facts }.
