"""Agents type in what residents sent on paper or said: their pages, the sheet, the batch."""
