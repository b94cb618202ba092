goalpack-no-mess-behind = No mess left behind
    .name = to leave no mess behind
    .leaves = Some things need others: heirs, another owner or witnesses. Luukku cannot sign for anybody.
