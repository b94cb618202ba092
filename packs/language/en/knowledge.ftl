# What was found for a question: a quotation and its label.
reply-found = I found a text about this. I quote it as it is.
reply-ask-person = A person can answer if you ask for one.
passage-owner = Text: { $owner }.
passage-interest-customer = Whose interest: yours.
passage-interest-provider = Whose interest: the provider’s.
passage-interest-third-party = Whose interest: a third party’s.
passage-interest-law = Whose interest: the law says so, and nobody earns from it.
passage-unpaid = Nobody pays us for this text.
passage-paid = We are paid for this text.
passage-source = Source: { $address } (read { $date }).
passage-stale = The source was to be read again by { $date }. This may be out of date.
page-passage = Quotation
