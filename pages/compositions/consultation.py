"""A consultation on a project: what is at stake, what is settled, one opinion."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from forms.enums import Publication
from pages.compositions.base import Composition
from pages.compositions.raw import accordion, block, items, question


def _fields(parent: Page) -> dict[str, Any]:
    return {
        "title": _("What should become of [the place or the project]?"),
        "lead": _(
            "[The authority] is preparing [the project]. Before anything is decided, tell us what matters "
            "to you, what worries you and what you would change."
        ),
        "body": _body(),
        "form": _form(),
        "publication": Publication.MODERATED,
        "thanks": _(
            "Your opinion will be read by a person within three working days, then published. The summary "
            "of all opinions will be given to the council before it votes."
        ),
        "notice_purpose": _("To gather residents’ opinions on [the project] before the council decides."),
        "retention_months": 12,
    }


def _body() -> list[dict[str, Any]]:
    stakes = _("What is at stake")
    summary = _("[In three sentences: where it is, what would change, for whom and when.]")
    limits = _("What is settled, what is open")
    settled = _("Settled: [what is no longer discussed, and why].")
    still_open = _("Open: [what your opinions can still change].")
    text = (
        f"<h2>{stakes}</h2><p>{summary}</p><h2>{limits}</h2><ul><li>{settled}</li><li>{still_open}</li></ul>"
    )
    moments = [
        {
            "when": _("[From … to …]"),
            "heading": _("You give your opinion"),
            "text": _("Here, on paper at the town hall, or at the public meeting: each counts the same."),
        },
        {
            "when": _("[Month and year]"),
            "heading": _("We publish what was said"),
            "text": _("A summary says what comes up most often and what divides."),
        },
        {
            "when": _("[Month and year]"),
            "heading": _("The council decides"),
            "text": _("It says in writing what it follows, what it sets aside, and why."),
        },
    ]
    return [
        block("countdown", {"page": None}),
        block("rich_text", text),
        block("timeline", {"heading": _("The calendar"), "moments": items(moments)}),
        accordion(
            {
                _("Who may take part?"): _(
                    "Everybody who lives, works or studies here, whatever their age or nationality. No "
                    "account is needed."
                ),
                _("What becomes of my opinion?"): _(
                    "A moderator reads it, then publishes it without your name. If it is not published, you "
                    "are told why. You can follow it with the code that you receive."
                ),
                _("Can I take part on paper?"): _(
                    "Yes. The same questions are on a sheet at [places], and agents type in every sheet."
                ),
            }
        ),
        block(
            "contact",
            {"heading": _("A question?"), "name": _("[Name of the service]"), "email": "", "phone": ""},
        ),
    ]


def _form() -> list[dict[str, Any]]:
    return [
        question(
            "long_text",
            _("Your opinion"),
            help_text=_("What you would like, what should be kept, what worries you."),
            required=True,
            published=True,
            min_length=20,
            max_length=2_000,
        ),
        question(
            "single_choice",
            _("All in all, what do you think of the project?"),
            options=(
                _("I am for it"),
                _("Rather for it"),
                _("Rather against it"),
                _("I am against it"),
                _("I have no opinion yet"),
            ),
            display="radio",
            published=True,
        ),
        question("territory", _("Where do you live?"), help_text=_("Optional, never published.")),
    ]


CONSULTATION = Composition(
    key="project",
    model_name="consultation",
    name=gettext_lazy("Consultation on a project"),
    description=gettext_lazy(
        "What is at stake, what is settled, the calendar; one opinion in plain text, published after "
        "moderation."
    ),
    fields=_fields,
)
