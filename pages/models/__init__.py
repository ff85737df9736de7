"""The page types."""

from pages.models.call_for_ideas import CallForIdeas
from pages.models.consultation import Consultation
from pages.models.home import HomePage
from pages.models.questionnaire import Questionnaire
from pages.models.results import Results

__all__ = ["CallForIdeas", "Consultation", "HomePage", "Questionnaire", "Results"]
