goalpack-children-all-right = Lapset pärjäävät
    .name = että lapset pärjäävät, kävi miten kävi
    .leaves = Suunnitelma hoitaa rahaa ja sopimuksia. Lapset tarvitsevat myös aikaa ja ihmisiä ympärilleen. Luukku ei voi luvata, mitä toinen vanhempi tai organisaatio päättää.
