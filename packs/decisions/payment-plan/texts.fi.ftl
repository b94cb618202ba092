# Maksusuunnitelma. Syy on aina sääntö, joka ratkaisi.
org-consumer-advice = Kuluttajaneuvonta
decision-payment-plan = Maksusuunnitelma
    .name = Maksusuunnitelma
    .yes = Maksusuunnitelma voidaan tehdä heti.
    .no = Maksusuunnitelmaa ei tehdä automaattisesti.
    .open = Maksusuunnitelmasta ei voi vielä päättää.
    .step = Ihminen voi silti sopia maksuista kanssasi.
    .redress = Ota yhteys kuluttajaneuvontaan. Se neuvoo ja sovittelee maksutta.
    .draft = Olen eri mieltä päätöksestä, joka koskee maksusuunnitelmaa. Pyydän, että ihminen käsittelee asiani uudelleen.
rule-payment-plan-few-debts = Lainoja tai laskuja on enintään viisi.
rule-payment-plan-many-debts = Lainoja tai laskuja on kuusi tai enemmän. Silloin ihminen katsoo kokonaisuuden.
rule-payment-plan-in-enforcement = Velkaa on ulosotossa. Siitä sovitaan ulosoton kanssa.
rule-payment-plan-home-first = Koti voi olla vaarassa. Silloin koti hoidetaan ensin.
