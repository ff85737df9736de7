"""The demo's accounts and their passwords, which are made here and kept on this machine alone."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

PASSWORD_WORDS = 3
FILE = "demo-accounts.json"


@dataclass(frozen=True)
class Account:
    """Somebody of the demo's team."""

    username: str
    first_name: str
    last_name: str
    # What the person does, as it is printed.
    role: str
    # The group that the migrations made (forms/migrations).
    group: str


EDITOR = Account("redaction", "Camille", "Arnoux", "editor", "Équipe de communication")
MODERATOR = Account("moderation", "Sacha", "Belmonte", "moderator", "Modération des contributions")
# Decides, too, and types in what comes on paper.
DESK = Account("guichet", "Inès", "Carrat", "desk", "Modération des contributions")
ACCOUNTS = (EDITOR, MODERATOR, DESK)


def make_accounts() -> dict[str, User]:
    """Make the accounts, and return them by username; one that exists stays as it is."""
    users = {}
    for account in ACCOUNTS:
        user, made = get_user_model().objects.get_or_create(
            username=account.username,
            defaults={
                "first_name": account.first_name,
                "last_name": account.last_name,
                "email": f"{account.username}@sauvelle.example",
            },
        )
        if made:
            user.set_password(kept_password(account.username))
            user.save()
            user.groups.add(Group.objects.get(name=account.group))
        users[account.username] = user
    return users


def kept_password(username: str) -> str:
    """Return the password kept for this username, made at the first call."""
    kept = _kept()
    if username not in kept:
        kept[username] = "-".join(secrets.token_hex(2) for _ in range(PASSWORD_WORDS))
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=1))
    return kept[username]


def usable_password(account: Account) -> str:
    """Return the password that opens the account, or nothing if it was changed or is not kept here."""
    user = get_user_model().objects.filter(username=account.username).first()
    password = _kept().get(account.username, "")
    return password if user and password and user.check_password(password) else ""


def _path() -> Path:
    return Path(settings.VAR_DIR) / FILE


def _kept() -> dict[str, str]:
    path = _path()
    return json.loads(path.read_text()) if path.exists() else {}
