"""The report on outgoing mail: what waits, what went, what failed, and another try."""
