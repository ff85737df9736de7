"""A question put to residents."""

from django.utils.translation import gettext_lazy as _

from forms.enums import Publication
from pages.models.participation import ParticipationPage


class Consultation(ParticipationPage):
    """Asks for opinions, which can be published under the question."""

    default_publication = Publication.MODERATED
    template = "pages/consultation.html"
    page_description = _("Asks residents for their opinion; opinions can be published below.")

    class Meta:
        """Words of the interface."""

        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
