"""One module for each thing that is looked for. Each has ``find(text)``, which yields spans."""
