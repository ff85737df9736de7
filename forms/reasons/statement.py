"""What an author is told of a decision, put into words once and for good when it is taken.

The statement of reasons of Regulation (EU) 2022/2065, article 17(3): what was restricted is the decision
itself, the facts and the rule relied on are those of the reason as the team words it that day, and who or
what decided is the decision's source. How to object is told beside it (``forms.objections.rights``).
"""

from django.conf import settings

from forms.models import Submission
from forms.reasons.services import grounds_of
from forms.record.chain import Told


def statement(submission: Submission, *, reason: str = "", message: str = "", facts: str = "") -> Told:
    """Return the statement in the language of the contribution, to be kept with the decision.

    ``reason`` is the code of a reason in use; ``message`` is what the moderator writes; ``facts`` go
    before those that the reason gives. An unknown reason gives a statement without its words.
    """
    language = told_language(submission)
    grounds = grounds_of(reason, language) if reason else None
    if grounds is None:
        return Told(text=message, language=language, facts=facts)
    return Told(
        text=message,
        language=language,
        reason_label=grounds.label,
        facts="\n".join(part for part in (facts, grounds.text) if part),
        rule=grounds.rule,
    )


def told_language(submission: Submission) -> str:
    """Return the language in which its author is told: their own, if the portal speaks it."""
    known = dict(settings.LANGUAGES)
    return submission.language if submission.language in known else settings.LANGUAGE_CODE
