# Showing facts from a wallet.
page-wallet-show = Show it from your wallet
page-wallet-heading = Show it from your wallet
page-wallet-lead = Instead of typing, you can show this from a digital wallet. We ask for this and nothing else:
page-wallet-only = Your wallet shows you what is asked, and you decide there. If it sends anything else, we take none of it.
page-wallet-here = The wallet is on this device
page-wallet-open = Open the wallet
page-wallet-there = The wallet is on another device
page-wallet-scan = Scan the code with your wallet. The fact comes into the conversation once you have shown it.
page-wallet-code = The code that your wallet scans
page-wallet-mine = Scan the code only if you opened this page yourself. Do not scan a code that somebody else sends you.
page-wallet-ends = { $minutes ->
        [one] The request is good for one minute, and works once.
       *[other] The request is good for { $minutes } minutes, and works once.
    }
reply-shown = Thank you. Your wallet showed: { $fact } { $value }.
reply-shown-otherwise = Your wallet says: { $fact } { $value }. You told us before: { $told }. Which is right?
note-event-shown-refused = What the wallet showed could not be accepted. Nothing of it was kept.
note-event-shown-declined = Nothing was shown from the wallet. You can tell us yourself.
known-shown = You showed it from your wallet on { $date }. Issued by: { $issuer }
entry-show = You showed from your wallet: { $facts }. Issued by: { $issuer }.
entry-show-refused = What the wallet showed was not accepted. Nothing of it was kept.
