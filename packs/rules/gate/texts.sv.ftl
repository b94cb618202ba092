# Reglerna med kundens ord.

rule-serve-who-asks = Luukku läser det du har berättat när du ber om tjänst.
rule-share-permitted = Dina uppgifter går vidare bara med en tillåtelse som gäller.
rule-look-while-held = En människa får läsa ditt ärende bara medan hen har det.
rule-learn-permitted = Luukku lär sig av dina rättelser bara med din tillåtelse.
rule-own-shown = Du ser alltid dina egna uppgifter.
rule-propose = Luukku föreslår det som är värt att fråga i din situation.
rule-purpose-unlisted = Uppgifter används inte till något ändamål som inte är angivet.
rule-role-not-for-purpose = Uppgifter används bara av den som har det som uppgift.
rule-permission-missing = Det finns ingen tillåtelse, eller den har tagits tillbaka.
rule-permission-not-yet = Tillåtelsen gäller inte ännu.
rule-permission-over = Tillåtelsen har upphört.
rule-other-case = Tillåtelsen gäller ett annat ärende.
rule-other-service = Tillåtelsen gäller en annan tjänst.
rule-other-receiver = Tillåtelsen gäller en annan mottagare.
rule-other-purpose = Tillåtelsen gäller ett annat ändamål.
rule-assurance-too-low = Tjänsten kräver att du har identifierat dig.
rule-fact-not-permitted = Tillåtelsen gäller inte alla de här uppgifterna.
rule-fact-not-sealed = Uppgiften är inte förseglad för detta.
rule-share-for-another-use = Den här sändningen är godkänd för något annat.
rule-special-without-condition = Känsliga uppgifter används bara där lagen tillåter det.
rule-special-not-explicit = Känsliga uppgifter kräver en egen tillåtelse.
rule-turvakielto = När du har en spärrmarkering får ingen veta var du finns.
rule-about-another-person = Det som sägs om någon annan förs inte vidare.
rule-minor-alone = Inget skickas för en minderårig som är ensam. En människa hjälper.
rule-mandate-not-seen = Inget skickas för någon annan innan fullmakten har setts. En människa hjälper.
rule-nothing-sold = I den här situationen säljs inget till dig.
