"""What the page editor says of the moderation of a page."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from forms.rules.moderators import moderators_of


class ModeratorsPanel(Panel):
    """Which groups moderate what the page receives. Rights are given to groups, not here."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one page."""

        template_name = "forms/admin/moderators_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the groups, and where their rights are given for whoever may do so."""
            context = super().get_context_data(parent_context)
            # A page that is being made has no place yet: its parent's moderators will be its own.
            page = self.instance if self.instance.pk else getattr(self.form, "parent_page", None)
            user = self.request.user if self.request else None
            may_change = bool(user and user.has_perm("auth.change_group"))
            context["moderators"] = moderators_of(page) if page else []
            context["groups_url"] = reverse("wagtailusers_groups:index") if may_change else ""
            return context
