"""The part of a moderator's own account settings that says which mail they want."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from forms.models import ModeratorPreference
from forms.moderation.scope import scope_of


class PreferenceForm(forms.ModelForm):
    """Both choices."""

    class Meta:
        """Neither is compulsory."""

        model = ModeratorPreference
        fields: ClassVar = ["reminders", "digest"]


class ModerationMailPanel(BaseSettingsPanel):
    """Reminders and the daily summary, for moderators alone."""

    name = "moderation_mail"
    title = gettext_lazy("Mail about contributions")
    tab = notifications_tab
    order = 200
    form_class = PreferenceForm
    user: User

    def is_active(self) -> bool:
        """Show it to moderators."""
        return scope_of(self.user).is_moderator

    def get_form(self) -> PreferenceForm:
        """Return the form of the user's own choices."""
        chosen = ModeratorPreference.objects.filter(user=self.user).first()
        instance = chosen or ModeratorPreference(user=self.user)
        data: Any = self.request.POST if self.request.method == "POST" else None
        return PreferenceForm(data, instance=instance, prefix=self.name)
