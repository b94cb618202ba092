# Ihminen vielä tänään.
decision-same-day-human = Ihminen vielä tänään
    .name = Ihminen vielä tänään
    .yes = Ihminen vastaa sinulle jo saman työpäivän aikana, jos pyydät häntä.
    .no = Ihminen vastaa tavallisessa ajassa.
    .open = Ihminen vastaa tavallisessa ajassa.
    .step = Voit pyytää ihmistä milloin vain.
    .redress = Ota yhteys kuluttajaneuvontaan, jos vastausta ei kuulu.
    .draft = Asiani on kiireellinen. Pyydän, että ihminen vastaa minulle jo tänään.
rule-same-day-human-home-at-risk = Koti voi olla vaarassa.
rule-same-day-human-letter-due = Kirjeen eräpäivä on kolmen päivän sisällä.
