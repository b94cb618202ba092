# Mitä kysymykseen löytyi: lainaus ja sen merkintä.
reply-found = Löysin tästä tekstin. Lainaan sen sellaisenaan.
reply-ask-person = Ihminen voi vastata, jos pyydät.
passage-owner = Teksti: { $owner }.
passage-interest-customer = Kenen etu: sinun.
passage-interest-provider = Kenen etu: palvelun tarjoajan.
passage-interest-third-party = Kenen etu: kolmannen osapuolen.
passage-interest-law = Kenen etu: laki määrää näin, eikä kukaan hyödy siitä.
passage-unpaid = Tekstistä ei makseta meille.
passage-paid = Tekstistä maksetaan meille.
passage-source = Lähde: { $address } (luettu { $date }).
passage-stale = Lähde piti lukea uudelleen viimeistään { $date }. Tieto voi olla vanhentunut.
page-passage = Lainaus
