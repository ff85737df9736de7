"""What this room tells the rest of the portal at start-up."""


def register() -> None:
    """Register the documents of the search and the signals of translation."""
