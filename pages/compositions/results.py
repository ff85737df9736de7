"""Results: what came out of it, the figures of the page above, what was decided."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from forms.fields.reading import questions_of
from forms.page import FormPage
from forms.results import SEPARATOR
from pages.compositions.base import Composition
from pages.compositions.raw import block, items

# Charts of a page's questions, the first ones; an editor adds others.
CHARTS = 6


def _fields(parent: Page) -> dict[str, Any]:
    subject = parent.title if isinstance(parent, FormPage) else _("[the consultation]")
    return {
        "title": _("Results: %(subject)s") % {"subject": subject},
        "lead": _(
            "What you said, in figures and in words, and what [the authority] has decided. Every figure is "
            "counted from the answers received, on the web and on paper."
        ),
        "body": _body(parent),
    }


def _body(parent: Page) -> list[dict[str, Any]]:
    source = parent if isinstance(parent, FormPage) else None
    points = [
        _("[The point on which most agree.]"),
        _("[The point that divides, and between whom.]"),
        _("[What we had not expected.]"),
    ]
    answers = [
        {
            "said": _("[What many of you asked for.]"),
            "decided": _("[What is done about it, by whom and by when.]"),
            "state": "decided",
        },
        {
            "said": _("[What many of you asked for and could not be kept.]"),
            "decided": _("[Why not, in two plain sentences.]"),
            "state": "declined",
        },
    ]
    moments = [
        {"when": _("[Month and year]"), "heading": _("The council votes"), "text": ""},
        {"when": _("[Month and year]"), "heading": _("Works begin"), "text": ""},
        {"when": _("[Month and year]"), "heading": _("We report on this page"), "text": ""},
    ]
    return [
        block(
            "synthesis",
            {
                "heading": _("In short"),
                "text": "<ul>{}</ul>".format("".join(f"<li>{point}</li>" for point in points)),
            },
        ),
        block("key_numbers", {"heading": _("Who took part"), "page": source.pk if source else None}),
        *_charts(source),
        block("you_said_we_did", {"heading": _("You said, we did"), "answers": items(answers)}),
        block("timeline", {"heading": _("What comes next"), "moments": items(moments)}),
    ]


def _charts(source: Any) -> list[dict[str, Any]]:
    """Return a chart of each question of the page above that can be counted."""
    asked = questions_of(source.form) if source else []
    counted = [child for child in asked if child.block.is_countable and child.block.is_seen and child.id][
        :CHARTS
    ]
    return [
        block("question_chart", {"question": f"{source.translation_key}{SEPARATOR}{child.id}", "caption": ""})
        for child in counted
    ]


RESULTS = Composition(
    key="results",
    model_name="results",
    name=gettext_lazy("Results with answers"),
    description=gettext_lazy(
        "In short, who took part, a chart of each question of the page above, “you said, we did”, what comes "
        "next."
    ),
    fields=_fields,
)
