"""What block previews show, so that they say something on a site that holds nothing yet."""

from django.utils import timezone
from django.utils.translation import gettext as _

from forms.enums import Channel, State
from forms.fields.drawing import Bar, Group
from forms.models import FormVersion, Submission
from forms.published import Card
from forms.results import PageNumbers, QuestionResult


def cards(number: int) -> list[Card]:
    """Return contributions that nobody sent."""
    question = {"type": "long_text", "id": "text", "value": {"label": _("Your idea"), "published": True}}
    version = FormVersion(definition=[question])
    ideas = [
        (_("A bench under the lime trees"), _("There is nowhere to rest between the market and the school.")),
        (_("Lessons in bicycle repair"), _("One Saturday a month, with the tools of the workshop.")),
        (_("A library by the bus stop"), _("A box of books that anybody may take from and add to.")),
    ]
    return [
        Card(
            Submission(
                pk=number,
                version=version,
                title=title,
                answers={"text": text},
                state=State.PUBLISHED,
                published_at=timezone.now(),
            ),
            url="#",
        )
        for number, (title, text) in enumerate(ideas[:number], start=1)
    ]


def numbers() -> PageNumbers:
    """Return figures that nobody counted."""
    channels = [(str(Channel.WEB.label), 1_148), (str(Channel.PAPER.label), 136)]
    return PageNumbers(1_284, 312, channels, timezone.now())


def result() -> QuestionResult:
    """Return the result of a question that nobody asked."""
    bars = [Bar(_("On foot"), 311, 38.9), Bar(_("By bike"), 289, 36.1), Bar(_("By bus"), 200, 25.0)]
    return QuestionResult(_("How do you mostly get to work?"), 800, [Group(bars)], timezone.now())
