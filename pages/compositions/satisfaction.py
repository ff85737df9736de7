"""A satisfaction questionnaire: how often, how satisfied, what first."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from forms.enums import Publication
from pages.compositions.base import Composition
from pages.compositions.raw import block, items, question


def _fields(parent: Page) -> dict[str, Any]:
    return {
        "title": _("[The service]: are you satisfied with it?"),
        "lead": _(
            "Four minutes to tell us how you use [the service] and what we should improve first. Your "
            "answers are anonymous."
        ),
        "body": _body(),
        "form": _form(),
        "publication": Publication.NONE,
        "offers_contact": False,
        "thanks": _(
            "Thank you. The results will be published on this page by [month], with what we have decided to "
            "change."
        ),
        "notice_purpose": _("To know how satisfied residents are with [the service] and to improve it."),
        "retention_months": 12,
    }


def _body() -> list[dict[str, Any]]:
    steps = [
        {"heading": _("You answer"), "text": _("Eight questions, none of them about who you are by name.")},
        {"heading": _("We count"), "text": _("The results are published, whatever they say.")},
        {
            "heading": _("We change"),
            "text": _("Each result comes with what we do about it, or why not."),
        },
    ]
    return [
        block("countdown", {"page": None}),
        block("how_it_works", {"heading": _("What your answers are for"), "steps": items(steps)}),
    ]


def _scale(label: str) -> dict[str, Any]:
    return question("scale", label, low=1, high=5, low_label=_("not at all"), high_label=_("entirely"))


def _form() -> list[dict[str, Any]]:
    return [
        block("section", {"heading": _("How you use it"), "intro": ""}),
        question(
            "single_choice",
            _("How often do you use [the service]?"),
            options=(
                _("Every week"),
                _("Once or twice a month"),
                _("A few times a year"),
                _("Never, or hardly ever"),
            ),
            display="radio",
            required=True,
        ),
        question(
            "multiple_choice",
            _("How do you get in touch with it?"),
            help_text=_("Several answers are possible."),
            options=(_("On the spot"), _("By telephone"), _("On the website"), _("By post")),
        ),
        block("section", {"heading": _("How satisfied you are"), "intro": ""}),
        _scale(_("All in all, are you satisfied with it?")),
        _scale(_("Are the opening hours convenient for you?")),
        _scale(_("Is the information that you are given clear?")),
        _scale(_("Do you get an answer soon enough?")),
        block("section", {"heading": _("What we should improve"), "intro": ""}),
        question(
            "long_text",
            _("What should we improve first?"),
            help_text=_("One thing is enough. Write no name and no address."),
            max_length=1_000,
        ),
        question("territory", _("Where do you live?"), help_text=_("Optional, never published.")),
    ]


SATISFACTION = Composition(
    key="satisfaction",
    model_name="questionnaire",
    name=gettext_lazy("Satisfaction questionnaire"),
    description=gettext_lazy(
        "How often, how satisfied on a scale from 1 to 5, what to improve first; answers are counted, never "
        "published."
    ),
    fields=_fields,
)
