"""Background work: the worker, its loops and its periodic jobs."""
