known-mode-on-device = Nyckeln till dina uppgifter finns på din egen enhet. Tjänsten förvarar uppgifterna låsta och kan inte öppna dem när du är borta. När du använder Luukku öppnar din enhet uppgifterna och lämnar dem till tjänsten bara för den stunden.
state-unreached-away = Väntar på dig
line-unreached-away = Väntar på att du öppnar Luukku på din egen enhet. Då skickas det här. Mottagare: { $who }.
entry-again = Samma sändning försöktes på nytt. Mottagare: { $who }. Uppgifter: { $facts }.
entry-refused-key-away = Öppnades inte, eftersom nyckeln finns på din enhet och du var borta. Uppgifter: { $facts }.
