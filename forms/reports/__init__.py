"""Anybody reports a published contribution, and is told what became of the report."""
