# Kinds of organisations that events need beyond the common texts.
org-employment = Employment services
org-debt-advice = Financial and debt counselling
org-parish = Parish
org-pension = Pension provider
org-traficom = Traficom
org-posti = Posti
org-housing-company = Housing company
org-prh = Finnish Patent and Registration Office
org-migri = Finnish Immigration Service
org-funeral = Funeral director
org-credit-register = Positive credit register
org-keva = Keva
org-guarantee-foundation = Takuusäätiö
