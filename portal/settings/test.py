"""Settings of the tests: real PostgreSQL and Elasticsearch, everything fast and nothing kept."""

import os

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, EMBEDDED, VAR_DIR

DEBUG = False
SECRET_KEY = "tests only: nothing is signed with this outside a test database"  # noqa: S105
RECEIPT_KEY = "tests only: receipts of a test database"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Several people, and several processes of one run, test side by side.
TEST_NAME = "_".join(
    filter(
        None,
        ("test", os.environ.get("PARVIS_TEST_PREFIX", "parvis")),
    )
)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
SEARCH_INDEX_PREFIX = f"{TEST_NAME}_{WORKER}" if WORKER else TEST_NAME
if not EMBEDDED:
    DATABASES["default"]["TEST"] = {"NAME": TEST_NAME}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
MEDIA_ROOT = VAR_DIR / "test-media" / SEARCH_INDEX_PREFIX
STATIC_ROOT = VAR_DIR / "test-static"
EXPORT_ROOT = VAR_DIR / "test-exports" / SEARCH_INDEX_PREFIX
ATTACHMENT_ROOT = VAR_DIR / "test-attachments" / SEARCH_INDEX_PREFIX
CLAMD_SOCKET = ""
MINIMUM_FILL_SECONDS = 0
SUBMISSION_RATE = (100_000, 600)
FOLLOW_RATE = (100_000, 600)
REPORT_RATE = (100_000, 600)
CODE_RATE = (100_000, 600)
LINK_RATE = (100_000, 600)
LOGGING_CONFIG = None
# A draft that saves itself half a second after each change would race with a test's next click.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# Mail about a decision goes at once; what tests of undoing need, they set themselves.
UNDO_SECONDS = 0
