"""Maps: points, the outlines of territories that they are drawn on, published contributions on them."""
