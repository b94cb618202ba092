# Kanavat, joissa on vain tekstiä ja nappeja.
channel-disclosure = Vastaaja on kone. Tietosi ovat sinetöityinä tässä palvelussa. Kirjoita ”ihminen”, kun haluat ihmisen. Sanoilla ”suunnitelma” ja ”tietoni” näet omat asiasi.
channel-words-plan = suunnitelma, suunnitelmani
channel-words-known = tietoni, omat tiedot
channel-words-code = koodi, anna koodi
channel-words-branch-code = palvelupiste, asioin palvelupisteessä
channel-words-sign-in = tunnistaudu, tunnistautuminen
channel-words-human-cancel = en tarvitsekaan ihmistä
channel-code = Avaa { $address } toisella laitteella ja anna koodi { $code }. Koodi toimii kerran ja 15 minuuttia.
channel-branch-code = Lue virkailijalle tämä koodi: { $code }. Silloin hän näkee keskustelun. Koodi toimii kerran ja 10 minuuttia.
channel-sign-in = Tunnistaudu selaimessa: avaa { $address } ja anna koodi { $code }. Suunnitelman sivulla voit sitten tunnistautua. Koodi toimii kerran ja 15 minuuttia.
channel-sign-in-back = Tunnistautuminen sulkee tämän keskustelun muilta. Jatka sitten täällä kirjoittamalla koodi, jonka suunnitelman sivu antaa.
channel-safe = Voiko joku nähdä viestisi täällä? Turvallinen keskustelu selaimessa: { $address }
channel-person = { $name }: { $text }
channel-done = Hyvä, merkitsin sen tehdyksi.
channel-nobody-waits = Et odota ihmistä. Kone vastaa.
reply-code-used = Jatketaan siitä, mihin jäit.
error-clash-safe = Turvalliseen keskusteluun ei anneta koodia. Mitään ei muutettu. Voit jatkaa tässä.
