"""Conditions as other tools write them, read into tests on the answers to earlier questions."""
