# Tavoitteet: mitä ihminen haluaa, ennen kuin tiedetään, mitä on tapahtunut.

goal-said = Tavoitteesi: { $name }.
goal-ask = Mitä on tapahtunut? Silloin näen, mikä tähän auttaa.
goal-ask-why = Sama tavoite vaatii eri asioita eri tilanteissa.
goal-confirm = Onko sinulle tärkeää tämä: { $name }?
goal-confirm-why = Jos on, suunnitelma näyttää, mikä siihen auttaa ja mikä jää auki.
goal-declined = Selvä, en pidä sitä tavoitteenasi.
goal-kept = Kirjasin tavoitteesi: { $name }. Suunnitelmasta näet, mikä siihen auttaa.
goal-heading = Tavoitteesi
goal-in-event = { $event }: { $services }.
goal-leaves = Auki jää: { $leaves }
goal-remove = Poista tavoite
goal-remove-what = Poista tavoite: { $name }
goal-owner = Tavoitteen sisällöstä vastaa: { $owner }.
