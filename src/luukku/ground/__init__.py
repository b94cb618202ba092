"""Pure functions that several rooms share and that know no story."""
