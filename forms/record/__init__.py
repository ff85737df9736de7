"""The record of decisions: a chain that shows when somebody changes what was written."""
