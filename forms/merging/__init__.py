"""Contributions that say the same: one stays and speaks for the others, until they are separated again."""
