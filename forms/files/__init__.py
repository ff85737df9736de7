"""Files that residents send: what they are, where they lie, who checks them and who may read them."""
