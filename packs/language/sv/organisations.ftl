# Slag av organisationer som händelserna behöver utöver de gemensamma texterna.
org-employment = Sysselsättningstjänsterna
org-debt-advice = Ekonomi- och skuldrådgivningen
org-parish = Församlingen
org-pension = Arbetspensionsanstalten
org-traficom = Traficom
org-posti = Posti
org-housing-company = Husbolaget
org-prh = Patent- och registerstyrelsen
org-migri = Migrationsverket
org-funeral = Begravningsbyrån
org-credit-register = Positiva kreditupplysningsregistret
org-keva = Keva
org-guarantee-foundation = Garantistiftelsen
