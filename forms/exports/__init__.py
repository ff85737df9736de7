"""What was received, as files: which columns, which rows, in which format, at once or by the worker."""
