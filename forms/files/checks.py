"""What ``check --deploy`` says of residents' files."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Info, Tags, register

from forms.files import clamd


@register(Tags.security, deploy=True)
def antivirus(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Say that no antivirus is configured, or warn that the one that is does not answer."""
    if not settings.CLAMD_SOCKET:
        text = "Files that residents send are not checked for viruses: CLAMD_SOCKET is not set."
        hint = "Install clamav-daemon and name its socket (docs/operators.md)."
        return [Info(text, hint=hint, id="forms.I001")]
    if not clamd.answers():
        text = "The antivirus at CLAMD_SOCKET does not answer: files stay unread until it does."
        return [checks.Warning(text, hint="See docs/operators.md.", id="forms.W001")]
    return []
