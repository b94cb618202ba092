# Organisaatioiden lajit, joita tapahtumat tarvitsevat yhteisten tekstien lisäksi.
org-employment = Työllisyyspalvelut
org-debt-advice = Talous- ja velkaneuvonta
org-parish = Seurakunta
org-pension = Työeläkelaitos
org-traficom = Traficom
org-posti = Posti
org-housing-company = Taloyhtiö
org-prh = Patentti- ja rekisterihallitus
org-migri = Maahanmuuttovirasto
org-funeral = Hautaustoimisto
org-credit-register = Positiivinen luottotietorekisteri
org-keva = Keva
org-guarantee-foundation = Takuusäätiö
