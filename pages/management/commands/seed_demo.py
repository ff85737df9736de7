"""The command that makes the first demo."""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from pages.demo.accounts import ACCOUNTS, Account, usable_password
from pages.demo.seed import NotEmpty, seed


class Command(BaseCommand):
    """Make a portal of a département that does not exist, or leave it as it is."""

    help = "Make the first demo in an empty portal; run again, it keeps what was done in it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the demo if it is not there, then print its addresses and its accounts."""
        # What Wagtail says of each page is for a server's log.
        logging.disable(logging.INFO)
        try:
            made = seed()
        except NotEmpty as error:
            raise CommandError(
                _("This portal has a home page already: the demo is made in an empty one only.")
            ) from error
        finally:
            logging.disable(logging.NOTSET)
        self.stdout.write(_("The demo is ready.") if made else _("The demo is there, as it was left."))
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        self.stdout.write("")
        for label, path in self._addresses():
            self.stdout.write(f"  {label:<28} {base}{path}")
        self.stdout.write("")
        for account in ACCOUNTS:
            self.stdout.write(f"  {self._role(account):<28} {account.username} / {self._password(account)}")
        self.stdout.write("")

    def _addresses(self) -> list[tuple[str, str]]:
        """Return the addresses to open, each with what is there."""
        home = Site.objects.get(is_default_site=True).root_page
        found = [(_("The portal"), home.url or "/")]
        with translation.override("en"):
            english = home.get_translations().live().filter(locale__language_code="en").first()
        if english:
            found.append((_("The portal in English"), english.url))
        return [*found, (_("Search"), "/recherche/"), (_("Administration"), "/admin/")]

    def _role(self, account: Account) -> str:
        roles = {"editor": _("Editor"), "moderator": _("Moderator"), "desk": _("Desk and moderation")}
        return roles[account.role]

    def _password(self, account: Account) -> str:
        return usable_password(account) or _("(the password was changed)")
