"""A call for ideas: a title, an idea in a few sentences, what is done with it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from forms.enums import Publication
from pages.compositions.base import Composition
from pages.compositions.raw import accordion, block, items, question


def _fields(parent: Page) -> dict[str, Any]:
    return {
        "title": _("Your ideas for [the territory or the subject]"),
        "lead": _(
            "An idea to make daily life here better? Write it in a few sentences: every idea is read, "
            "published and answered."
        ),
        "body": _body(),
        "form": _form(),
        "publication": Publication.MODERATED,
        "thanks": _(
            "Your idea will be read within three working days. Once published, it has a page of its own that "
            "you can share, and on which our answer will stand."
        ),
        "notice_purpose": _("To gather, study and carry out ideas proposed by residents."),
        "retention_months": 24,
    }


def _body() -> list[dict[str, Any]]:
    steps = [
        {"heading": _("Write your idea"), "text": _("A title and a few sentences. No account is needed.")},
        {"heading": _("We read and publish it"), "text": _("Within three working days.")},
        {"heading": _("The services study it"), "text": _("Can it be done, by whom and at what cost?")},
        {
            "heading": _("You read our answer"),
            "text": _("On the page of your idea: kept or not, why, and where it stands."),
        },
    ]
    return [
        block("countdown", {"page": None}),
        block("how_it_works", {"heading": _("How it works"), "steps": items(steps)}),
        accordion(
            {
                _("Which ideas are eligible?"): _(
                    "Those that serve several people, are within the powers of [the authority] and cost less "
                    "than [amount]."
                ),
                _("Which ideas are not published?"): _(
                    "Those that attack somebody, advertise, name a private person or have nothing to do with "
                    "the subject. Their author is told why."
                ),
                _("Who chooses?"): _("[A committee, the council or a vote: who, when, by which criteria.]"),
            }
        ),
    ]


def _form() -> list[dict[str, Any]]:
    return [
        question(
            "short_text",
            _("The title of your idea"),
            help_text=_("A few words that say what matters."),
            required=True,
            published=True,
            max_length=120,
        ),
        question(
            "long_text",
            _("Your idea in a few sentences"),
            help_text=_("Where, for whom, and what would it change?"),
            required=True,
            published=True,
            min_length=20,
            max_length=2_000,
        ),
        question("theme", _("The theme"), published=True),
        question(
            "territory", _("The place"), help_text=_("Where the idea would take shape."), published=True
        ),
    ]


IDEAS = Composition(
    key="ideas",
    model_name="callforideas",
    name=gettext_lazy("Call for ideas"),
    description=gettext_lazy(
        "A title and a few sentences, theme and place; how it works in four steps, rules of the game."
    ),
    fields=_fields,
)
