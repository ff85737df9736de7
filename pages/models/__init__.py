"""The page types."""

from pages.models.call_for_ideas import CallForIdeas
from pages.models.consultation import Consultation
from pages.models.content import ContentPage
from pages.models.event import Event
from pages.models.home import HomePage
from pages.models.news import News, NewsIndex
from pages.models.process import Process, ProcessTheme
from pages.models.process_index import ProcessIndex
from pages.models.questionnaire import Questionnaire
from pages.models.results import Results

__all__ = [
    "CallForIdeas",
    "Consultation",
    "ContentPage",
    "Event",
    "HomePage",
    "News",
    "NewsIndex",
    "Process",
    "ProcessIndex",
    "ProcessTheme",
    "Questionnaire",
    "Results",
]
