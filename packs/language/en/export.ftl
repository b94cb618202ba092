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
export-readme-proofs = The folder proofs holds a proof of each entry of the log. The log's public key is log.vkey. Its signed state is checkpoint. This export is an entry too. It names manifest.json, where the checksum of each file stands.
export-readme-check = Check it without us: python3 verify.py FILE.zip. Compare the key log.vkey with the one that the service publishes.
export-readme-again = Another Luukku takes this file in on the page My facts. Permissions do not travel: you are asked anew there.
export-readme-care = The file holds your personal data. Keep it where nobody else can get at it.

entry-export = You took your facts with you: { $facts }.
entry-export-for = { $who } took your facts along at your request: { $facts }.
entry-import = You brought facts from a file of your own: { $facts }.
known-own-file = You brought it from a file of your own. It was told on { $date }.

import-heading = Bring your facts
import-lead = Choose the file that you took with you from another Luukku.
import-nothing-yet = First you see what would come in. Nothing is kept yet.
import-file = File
import-passphrase = Passphrase, if the file is locked
import-read = Show what is in it
import-from = The file was taken from the service { $origin } on { $day }.
import-holds = The file is as it was given out. Nothing was changed.
import-holds-here = The file was taken from this service, and nothing was changed.
import-faults = Not everything agrees
import-faults-what = The file was changed after it was given out, or it is not from Luukku. The facts can be brought all the same. Check that they are right.
import-faults-more = And { $n } more.
import-fault-missing = { $file } is missing.
import-fault-changed = { $file } was changed.
import-fault-not-proven = { $file } does not agree with the log.
import-fault-unknown = { $file } does not belong to the file.
import-done = Done already:
import-running = Under way there. Here you are asked about them anew:
import-loose = Other facts
import-left = This stays behind
import-closed = { $n ->
    [one] One closed matter
   *[other] { $n } closed matters
  }
import-permissions = Permissions do not travel. Nothing is sent before you allow it here.
import-take = Bring these
import-empty = There is nothing in the file to go on with here.
import-back = Do not bring them
import-wrong = The file could not be read: { $file } is not in order. Nothing was brought.
import-wrong-locked = The file is locked and could not be opened. Check the passphrase. If it is locked to your key, open it yourself first.
import-wrong-version = { $file } has a newer or older form that cannot be read here. Nothing was brought.
import-wrong-too-large = { $file } is too large. Nothing was brought.
import-wrong-missing = There is no { $file } in it. It is no file from Luukku. Nothing was brought.
import-wrong-damaged = This is no whole ZIP file. Nothing was brought.

stop-wrong = Is this wrong?
stop-restrict-what = You can correct it yourself. If it is disputed, you can restrict its use. Then it goes to nobody before a human has looked at it.
stop-restrict = Restrict its use
stop-restrict-name = Restrict the use of: { $name }
stop-restricted = You restricted its use. It goes to nobody before a human has looked at it.
stop-object-heading = What you can object to
stop-object-what = For these your facts are used on another ground than your permission. If you object, the use stops at once and a human looks at it.
stop-object = Object
stop-object-name = Object to: { $name }
stop-objected = You objected to this. Your facts are not used for it before a human has looked at it.
entry-refused-objected = Stopped, because you objected to this use. { $who } did not get the facts: { $facts }.
entry-refused-restricted = Stopped, because you restricted the use. { $who } did not get the facts: { $facts }.
note-event-exported = { $name } took your facts along for you. If you did not ask for it, ask a human.
