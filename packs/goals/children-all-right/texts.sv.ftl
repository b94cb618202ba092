goalpack-children-all-right = Barnen klarar sig
    .name = att barnen klarar sig, hur det än går
    .leaves = Planen sköter pengar och avtal. Barnen behöver också tid och människor omkring sig. Luukku kan inte lova vad den andra föräldern eller en organisation bestämmer.
