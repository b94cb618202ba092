# Several matters in one conversation, pausing, and what a person's own situation changes.
reply-person-called = Kutsuin ihmisen.
reply-later = Hyvä niin. Kaikki pysyy tallessa, ja jatketaan kun sinulle sopii.
reply-taken-up = Nyt asiana: { $event }.
reply-turned-to = Sitten toinen asia: { $event }.
reply-turvakielto = Kiitos, että kerroit. En kerro kenellekään, missä asut, enkä näytä sitä.
reply-minor = Hyvä, että kirjoitit. En lähetä puolestasi mitään yksin, vaan ihminen auttaa sinua.
reply-acting = Toisen puolesta en lähetä mitään, ennen kuin ihminen on katsonut valtuuden kanssasi.
cases-title = Asiasi
cases-at-hand = nyt esillä
cases-take-up = Jatka tätä
plan-goal = Tavoitteesi: { $name } Sitä palvelevat: { $steps }. { $leaves }
plan-goal-none = Tavoitteesi: { $name } { $leaves }
plan-nothing-sold = Tässä tilanteessa sinulle ei myydä mitään. Säännöstä vastaa { $owner } ({ $law }).
reply-question-service = { $name }: { $text }
reply-question-plan = Kokoan kaiken suunnitelmaan. Yksittäisiin kysymyksiin en osaa vielä vastata, mutta ihminen osaa.
