goalpack-living-while-ill = A living while ill
    .name = something to live on while ill
    .leaves = Kela decides on the allowance, and it is often less than pay. Your doctor and you decide on treatment. Bills can be agreed on separately.
