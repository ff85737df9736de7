"""Settings of worker and server processes that tests start: those of the tests, with a real mail server."""

import os

from portal.settings.test import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["FAULTS_EMAIL_PORT"])
EMAIL_TIMEOUT = 2
