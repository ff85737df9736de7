"""Read the reasons: what moderators may choose, and what an author is told when one is chosen."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import get_language

from forms.models.reason import ModerationReason, ModerationReasonText

LABELS_SECONDS = 60


@dataclass(frozen=True)
class Grounds:
    """A reason in the words of one language, as a statement to an author keeps them."""

    code: str
    label: str
    rule: str
    text: str


def is_in_use(code: str) -> bool:
    """Whether there is a reason with this code that may be chosen."""
    return ModerationReason.objects.filter(code=code, is_active=True).exists()


def grounds_of(code: str, language: str) -> Grounds | None:
    """Return what a reason in use says in a language, None for an unknown or retired one.

    Words that are missing in the language are those of the portal's first language.
    """
    texts = ModerationReasonText.objects.filter(reason__code=code, reason__is_active=True)
    by_language = {text.language: text for text in texts}
    for wanted in (language, settings.LANGUAGE_CODE, *by_language):
        if words := by_language.get(wanted):
            return Grounds(code, words.label, words.rule, words.text)
    return None


def reason_labels() -> dict[str, str]:
    """Return code -> label of every reason, retired ones included, in the reader's language and order.

    For showing: at most a minute old.
    """
    key = f"reason-labels:{get_language()}"
    labels: dict[str, str] | None = cache.get(key)
    if labels is None:
        labels = _labels(ModerationReason.objects.all())
        cache.set(key, labels, LABELS_SECONDS)
    return labels


def reason_choices() -> list[tuple[str, str]]:
    """Return (code, label) of the reasons that moderators may choose, in the team's order."""
    return list(_labels(ModerationReason.objects.filter(is_active=True)).items())


def report_choices() -> list[tuple[str, str]]:
    """Return (code, label) of the reasons that visitors may report a contribution for."""
    offered = ModerationReason.objects.filter(is_active=True, for_reports=True)
    return list(_labels(offered).items())


def _labels(reasons: "QuerySet[ModerationReason]") -> dict[str, str]:
    """Return code -> label in one query; see ``ModerationReason.words_in`` for the language."""
    wanted = (get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
    found: dict[str, dict[str, str]] = {}
    for code, language, label in reasons.values_list("code", "texts__language", "texts__label"):
        found.setdefault(code, {})[language] = label
    return {
        code: next(
            label
            for label in (*(labels.get(each) for each in wanted), *labels.values(), code)
            if label is not None
        )
        for code, labels in found.items()
    }
