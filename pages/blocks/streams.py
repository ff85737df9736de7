"""Which blocks a body may hold."""

from wagtail import blocks

from pages.blocks.answers import Synthesis, YouSaidWeDid
from pages.blocks.facts import Contact, Figures, HowItWorks, Quote, Timeline
from pages.blocks.listings import PageList, SearchBox
from pages.blocks.map import PlacesMap
from pages.blocks.media import Documents, Gallery, Picture, Video
from pages.blocks.participation import Contributions, Countdown
from pages.blocks.results import KeyNumbers, NumbersChart, QuestionChart
from pages.blocks.text import Accordion, CallToAction, RichText
from pages.blocks.transparency import Transparency


class BodyStreamBlock(blocks.StreamBlock):
    """The body of any page."""

    rich_text = RichText()
    picture = Picture()
    gallery = Gallery()
    call_to_action = CallToAction()
    accordion = Accordion()
    quote = Quote()
    figures = Figures()
    timeline = Timeline()
    how_it_works = HowItWorks()
    documents = Documents()
    video = Video()
    contact = Contact()
    places_map = PlacesMap()
    page_list = PageList()
    search_box = SearchBox()
    countdown = Countdown()
    contributions = Contributions()
    transparency = Transparency()

    class Meta:
        """A body may be empty."""

        required = False


class ResultsStreamBlock(BodyStreamBlock):
    """The body of a results page."""

    synthesis = Synthesis()
    you_said_we_did = YouSaidWeDid()
    key_numbers = KeyNumbers()
    question_chart = QuestionChart()
    numbers_chart = NumbersChart()
