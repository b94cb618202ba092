# Kanaler med bara text och knappar.
channel-disclosure = En maskin svarar dig. Dina uppgifter är förseglade i den här tjänsten. Skriv ”människa” när du vill tala med en människa. Med orden ”plan” och ”mina uppgifter” ser du dina ärenden.
channel-words-plan = plan, planen, min plan
channel-words-known = mina uppgifter
channel-words-code = kod, ge mig en kod
channel-words-branch-code = servicestället, jag är på servicestället
channel-words-sign-in = logga in, identifiera mig
channel-words-human-cancel = jag behöver ingen människa
channel-code = Öppna { $address } på den andra enheten och ge koden { $code }. Koden fungerar en gång och i 15 minuter.
channel-branch-code = Läs den här koden för betjäningen: { $code }. Då ser hen samtalet. Koden fungerar en gång och i 10 minuter.
channel-sign-in = Identifiera dig i webbläsaren: öppna { $address } och ge koden { $code }. Sedan kan du identifiera dig på sidan med planen. Koden fungerar en gång och i 15 minuter.
channel-sign-in-back = När du identifierar dig stängs samtalet för andra. Gå sedan vidare här genom att skriva koden som sidan med planen ger.
channel-safe = Kan någon se dina meddelanden här? Ett tryggt samtal i webbläsaren: { $address }
channel-person = { $name }: { $text }
channel-done = Bra, jag antecknade att det är gjort.
channel-nobody-waits = Du väntar inte på en människa. Maskinen svarar.
reply-code-used = Vi fortsätter där du slutade.
error-clash-safe = För ett tryggt samtal ges ingen kod. Inget ändrades. Du kan fortsätta här.
