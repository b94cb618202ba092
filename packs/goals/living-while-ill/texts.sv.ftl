goalpack-living-while-ill = Försörjning under sjukdomen
    .name = försörjning under sjukdomen
    .leaves = FPA beslutar om dagpenningen, och den är ofta mindre än lönen. Om vården bestämmer läkaren och du. Räkningarna kan man komma överens om särskilt.
