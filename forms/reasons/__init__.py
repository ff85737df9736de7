"""Why contributions are not shown, and what their authors are told of it."""
