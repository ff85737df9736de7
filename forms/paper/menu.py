"""The entry of the admin's menu."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from forms.paper.sections import may_type

ICON = "form"
# After the contributions.
ORDER = 160


class PaperMenuItem(MenuItem):
    """Shown to those who may type in."""

    def __init__(self) -> None:
        """Lead to the choice of a page."""
        super().__init__(_("Paper entry"), reverse_lazy("paper"), name="paper", icon_name=ICON, order=ORDER)

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may type in for some section."""
        return may_type(request.user)
