goalpack-children-all-right = The children are all right
    .name = that the children are all right, whatever happens
    .leaves = The plan takes care of money and agreements. Children also need time and people around them. Luukku cannot promise what the other parent or an organisation decides.
