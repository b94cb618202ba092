# Vad som hittades för en fråga: ett citat och dess märkning.
reply-found = Jag hittade en text om det här. Jag citerar den som den är.
reply-ask-person = En människa kan svara om du ber om det.
passage-owner = Text: { $owner }.
passage-interest-customer = Vems intresse: ditt.
passage-interest-provider = Vems intresse: den som erbjuder tjänsten.
passage-interest-third-party = Vems intresse: en tredje part.
passage-interest-law = Vems intresse: lagen bestämmer så, ingen tjänar på det.
passage-unpaid = Ingen betalar oss för texten.
passage-paid = Vi får betalt för texten.
passage-source = Källa: { $address } (läst { $date }).
passage-stale = Källan skulle ha lästs på nytt senast { $date }. Uppgiften kan vara föråldrad.
page-passage = Citat
