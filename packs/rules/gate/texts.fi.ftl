# Säännöt asiakkaan sanoin.

rule-serve-who-asks = Luukku lukee, mitä olet kertonut, kun pyydät siltä palvelua.
rule-share-permitted = Tietosi menevät toiselle vain voimassa olevalla luvallasi.
rule-look-while-held = Ihminen saa lukea asiasi vain silloin, kun se on hänellä.
rule-learn-permitted = Luukku oppii korjauksistasi vain luvallasi.
rule-own-shown = Näet aina omat tietosi.
rule-propose = Luukku ehdottaa sitä, mitä tilanteessasi kannattaa kysyä.
rule-purpose-unlisted = Tietoja ei käytetä tarkoitukseen, jota ei ole nimetty.
rule-role-not-for-purpose = Tietoja käyttää vain se, jonka tehtävä se on.
rule-permission-missing = Lupaa ei ole, tai se on peruttu.
rule-permission-not-yet = Lupa ei ole vielä voimassa.
rule-permission-over = Lupa on päättynyt.
rule-other-case = Lupa koskee toista asiaa.
rule-other-service = Lupa koskee toista palvelua.
rule-other-receiver = Lupa koskee toista saajaa.
rule-other-purpose = Lupa koskee toista tarkoitusta.
rule-assurance-too-low = Palvelu vaatii, että olet tunnistautunut.
rule-fact-not-permitted = Lupa ei koske kaikkia näitä tietoja.
rule-fact-not-sealed = Tietoa ei ole sinetöity tätä varten.
rule-share-for-another-use = Tämä lähetys on hyväksytty muuhun.
rule-special-without-condition = Arkaluonteisia tietoja käytetään vain, jos laki antaa siihen luvan.
rule-special-not-explicit = Arkaluonteisiin tietoihin tarvitaan oma lupansa.
rule-turvakielto = Kun sinulla on turvakielto, kenellekään ei kerrota, missä olet.
rule-about-another-person = Toisesta ihmisestä kerrottua ei anneta eteenpäin.
rule-minor-alone = Alaikäisen puolesta ei lähetetä mitään, kun hän asioi yksin. Ihminen auttaa.
rule-mandate-not-seen = Toisen puolesta ei lähetetä mitään, ennen kuin valtuus on katsottu. Ihminen auttaa.
rule-nothing-sold = Tässä tilanteessa sinulle ei myydä mitään.
