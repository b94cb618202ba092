# Taking one's own along and bringing it back: pages, the file's readme, entries of the log.

export-heading = Take your facts with you
export-link = Take your facts with you
export-link-what = You get everything that is kept about you as one file.
export-lead = You get one ZIP file. It holds all that you told, what you were answered, and who has used your facts.
export-use = You can read it yourself, open the tables in a spreadsheet, or bring it to another Luukku.
export-care = The file also says where you live, if you told us. Keep it where nobody else can get at it.
export-plain = Download the file
export-locked-heading = Lock the file
export-locked-what = You can lock the file with words of your own. Then nobody else can open it, not even we.
export-passphrase = Passphrase, at least 12 characters
export-passphrase-what = Write it down. If it is lost, the file cannot be opened.
export-recipient = Or your age key (begins with age1)
export-locked = Download it locked
export-back = Back
export-wrong-passphrase = The passphrase needs at least 12 characters. No file was made yet.
export-wrong-recipient = That is no age key. One begins with age1. No file was made yet.
export-import = Bring your facts from another Luukku
export-import-what = If you took your facts with you from another service, you can go on with them here.

export-readme-title = Your facts from Luukku
export-readme-what = This is all that the service { $origin } kept about you at { $made } (UTC).
export-readme-files = luukku.jsonld: everything in a form that machines read (JSON-LD). What its words mean stands in context.jsonld. Nothing has to be fetched.
export-readme-tables = The CSV files open in a spreadsheet. An apostrophe at the start of a cell keeps it from becoming a formula.
export-table-facts = what you told
export-table-cases = your matters
export-table-steps = the steps of each matter
export-table-permissions = permissions as they are now
export-table-consents = what happened to permissions
export-table-log = who has used your facts
export-table-messages = the conversation, word for word
export-table-gone = facts that are not kept any more
export-table-kept = what a law keeps
export-table-requests = your requests
export-readme-text = The folder receipts holds the receipts of permissions, if there are any. The folder decisions holds decisions, if there are any.
export-readme-proofs = The folder proofs holds a proof of each entry of the log. log.vkey is the log's public key, and checkpoint is its signed state. This export is an entry too. It names manifest.json, where the checksum of each file stands.
export-readme-check = Check it without us: python3 verify.py FILE.zip. Compare the key log.vkey with the one that the service publishes.
export-readme-again = Another Luukku takes this file in on the page My facts. Permissions do not travel: you are asked anew there.
export-readme-care = The file holds your personal data. Keep it where nobody else can get at it.

entry-export = You took your facts with you: { $facts }.
entry-import = You brought facts from a file of your own: { $facts }.
known-own-file = You brought it from a file of your own. It was told on { $date }.
