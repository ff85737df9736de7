"""The part of a group's form that says which sections the group moderates."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from forms.models import ModerationRight

PREFIX = "moderation_rights"


class RightForm(forms.ModelForm):
    """One section."""

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=Page.objects.all(),
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )

    class Meta:
        """The page alone: the group is the one of the form around."""

        model = ModerationRight
        fields: ClassVar = ["page"]


class BaseRightFormSet(BaseFormSetMixin, BaseInlineFormSet):
    """The sections of a group, in the shape that Wagtail's group form asks of its parts."""

    def __init__(
        self, data: Any = None, files: Any = None, instance: Group | None = None, prefix: str = PREFIX
    ) -> None:
        """Show the group's rows."""
        super().__init__(data, files, instance=instance, prefix=prefix)

    def as_admin_panel(self) -> SafeString:
        """Return the HTML of this part of the form."""
        return render_to_string("forms/admin/rights.html", {"formset": self})


RightFormSet = inlineformset_factory(
    Group, ModerationRight, form=RightForm, formset=BaseRightFormSet, extra=0, can_delete=True
)
