"""Settings of a developer's machine and of the demo: SQLite by default, mail on the disk."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from portal.settings.base import *  # noqa: F403
from portal.settings.base import VAR_DIR


def kept_secret(path: Path) -> str:
    """Return the secret kept in a file of this machine, made at the first call.

    Sessions and receipts outlive a restart of the demo only if the secret does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text().strip()


DEBUG = os.environ.get("DEBUG", "1") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret(VAR_DIR / "secret_key")
RECEIPT_KEY = os.environ.get("RECEIPT_KEY") or SECRET_KEY
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
