"""A page's form on paper: described as data, set by typst, each sheet with a code of its own."""
