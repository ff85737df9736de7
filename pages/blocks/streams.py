"""Which blocks a body may hold."""

from wagtail import blocks

from pages.blocks.media import Picture
from pages.blocks.participation import Contributions
from pages.blocks.results import KeyNumbers, QuestionChart
from pages.blocks.text import Accordion, CallToAction, RichText


class BodyStreamBlock(blocks.StreamBlock):
    """The body of any page."""

    rich_text = RichText()
    picture = Picture()
    call_to_action = CallToAction()
    accordion = Accordion()
    contributions = Contributions()

    class Meta:
        """A body may be empty."""

        required = False


class ResultsStreamBlock(BodyStreamBlock):
    """The body of a results page."""

    key_numbers = KeyNumbers()
    question_chart = QuestionChart()
