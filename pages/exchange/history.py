"""An import in the history of its page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pages.exchange.services import IMPORTED


def register_action(actions: Any) -> None:
    """Say what the history shows."""
    actions.register_action(
        IMPORTED,
        _("Import a questionnaire"),
        _("Made of a file; the report says what became of each question"),
    )
