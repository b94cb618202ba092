goalpack-no-mess-behind = Ingen röra efteråt
    .name = att det inte blir någon röra efteråt
    .leaves = En del kräver andra: arvingar, en annan ägare eller vittnen. Luukku kan inte skriva under för någon.
