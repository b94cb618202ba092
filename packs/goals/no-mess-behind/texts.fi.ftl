goalpack-no-mess-behind = Ei sotkua jälkeen
    .name = ettei jälkeen jää sotkua
    .leaves = Osa asioista tarvitsee muita: perillisiä, toisen omistajan tai todistajia. Luukku ei voi allekirjoittaa kenenkään puolesta.
