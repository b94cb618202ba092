# Tietojen näyttäminen lompakosta.
page-wallet-show = Näytä lompakosta
page-wallet-heading = Näytä lompakosta
page-wallet-lead = Voit kirjoittamisen sijasta näyttää tiedon digitaalisesta lompakosta. Pyydämme vain tämän:
page-wallet-only = Lompakko näyttää sinulle, mitä pyydetään, ja päätät siellä. Jos se lähettää muuta, emme ota vastaan mitään.
page-wallet-here = Lompakko on tässä laitteessa
page-wallet-open = Avaa lompakko
page-wallet-there = Lompakko on toisessa laitteessa
page-wallet-scan = Lue koodi lompakolla. Tieto tulee keskusteluun, kun olet näyttänyt sen.
page-wallet-code = Koodi, jonka lompakko lukee
page-wallet-mine = Lue koodi vain, jos avasit tämän sivun itse. Älä lue koodia, jonka joku muu lähettää sinulle.
page-wallet-ends = { $minutes ->
        [one] Pyyntö on voimassa minuutin ja käy kerran.
       *[other] Pyyntö on voimassa { $minutes } minuuttia ja käy kerran.
    }
reply-shown = Kiitos. Lompakostasi näkyi: { $fact } { $value }.
reply-shown-otherwise = Lompakossasi lukee: { $fact } { $value }. Kerroit aiemmin: { $told }. Kumpi pitää paikkansa?
note-event-shown-refused = Lompakosta näytettyä ei voitu hyväksyä. Siitä ei otettu talteen mitään.
note-event-shown-declined = Lompakosta ei näytetty mitään. Voit kertoa asian itse.
known-shown = Näytit lompakosta { $date }. Myöntäjä: { $issuer }
entry-show = Näytit lompakosta: { $facts }. Myöntäjä: { $issuer }.
entry-show-refused = Lompakosta näytettyä ei hyväksytty. Siitä ei otettu talteen mitään.
