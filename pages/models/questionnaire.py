"""Questions whose answers are counted."""

from django.utils.translation import gettext_lazy as _

from forms.enums import Publication
from pages.models.participation import ParticipationPage


class Questionnaire(ParticipationPage):
    """Asks questions; publishes no answer unless the editor says so."""

    default_publication = Publication.NONE
    template = "pages/questionnaire.html"
    page_description = _("Asks questions whose answers are counted; publishes none by itself.")

    class Meta:
        """Words of the interface."""

        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
