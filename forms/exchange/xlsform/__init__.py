"""XLSForm, the format of questionnaires of ODK, KoboToolbox and others: https://xlsform.org."""
