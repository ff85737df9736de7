"""Surveys of LimeSurvey, as its structure export (.lss) has them."""
