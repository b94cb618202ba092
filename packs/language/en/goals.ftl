# Goals: what somebody wants, before it is known what has happened.

goal-said = Your goal: { $name }.
goal-ask = What has happened? Then I see what helps with this.
goal-ask-why = The same goal takes different things in different situations.
goal-confirm = Is this what matters to you: { $name }?
goal-confirm-why = If it is, the plan shows what serves it and what it leaves open.
goal-declined = Right, I do not take that for your goal.
goal-kept = I have noted your goal: { $name }. The plan shows what serves it.
goal-heading = Your goal
goal-in-event = { $event }: { $services }.
goal-leaves = Left open: { $leaves }
goal-remove = Remove the goal
goal-remove-what = Remove the goal: { $name }
goal-owner = Answers for what stands in the goal: { $owner }.
