"""Ideas from residents."""

from django.utils.translation import gettext_lazy as _

from forms.enums import Publication
from pages.models.participation import ParticipationPage


class CallForIdeas(ParticipationPage):
    """Gathers ideas; each published one has a card and an address of its own."""

    default_publication = Publication.MODERATED
    template = "pages/call_for_ideas.html"
    page_description = _("Gathers ideas; each published one has its own address.")

    class Meta:
        """Words of the interface."""

        verbose_name = _("call for ideas")
        verbose_name_plural = _("calls for ideas")
