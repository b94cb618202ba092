# Learning from corrections: the customer's own choice, and what of it stands in the log.

learning-heading = May Luukku learn from your corrections?
learning-off = If you allow it, Luukku learns when you correct or confirm what has happened to you. It helps us understand others better. The choice is yours and does not change how you are served.
learning-on = You let Luukku learn from your corrections.
learning-kept = { $n ->
        [0] None of your corrections are kept right now.
        [one] One of your corrections is kept.
       *[other] { $n } of your corrections are kept.
    }
learning-what = All that is kept is how Luukku understood your message and what was right, with the day. The meaning of the message is kept as numbers. Names, numbers and addresses are covered first. Your words and feelings are not kept. Corrections are sealed.
learning-end = Luukku learns only once at least ten people have made the same correction. A correction is deleted when it has been learnt from, when you take back your permission, or when your facts are deleted. The permission lasts a year at most. What was learnt from many together says nothing about you, and cannot be taken back.
learning-allow = Allow learning
learning-stop = Stop and delete corrections
page-mistaken-what = Did Luukku get this wrong from the start? Say so: everything here is stopped, and Luukku can learn from it.
page-mistaken-now = Misunderstood, stop

purpose-learning = learning from corrections
entry-collect = Luukku kept one of your corrections to learn from it. Your words were not kept.
entry-collect-failed = Your correction was not kept.
entry-learn = Your corrections were used for learning: they were compared with those of others.
entry-learn-refused = Stopped because there was no permission. Nothing was learnt from your corrections.
entry-consent-learning-given = You let Luukku learn from your corrections.
entry-consent-learning-withdrawn = You took back your permission to learn from your corrections. Those that were kept were deleted.
entry-consent-learning-ended = The permission to learn from your corrections ended. Those that were kept were deleted.
