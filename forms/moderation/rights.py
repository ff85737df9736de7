"""The parts of a group's form that say which sections the group moderates and types in for."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from forms.models import ModerationRight, TypingRight

if TYPE_CHECKING:
    from django.utils.functional import Promise


class RightForm(forms.ModelForm):
    """One section."""

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=Page.objects.all(),
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )

    class Meta:
        """The page alone: the group is the one of the form around."""

        fields: ClassVar = ["page"]


class BaseRightFormSet(BaseFormSetMixin, BaseInlineFormSet):
    """The sections of a group, in the shape that Wagtail's group form asks of its parts."""

    own_prefix: ClassVar[str]
    icon: ClassVar[str]
    heading: ClassVar["Promise"]
    explanation: ClassVar["Promise"]

    def __init__(
        self, data: Any = None, files: Any = None, instance: Group | None = None, prefix: str = ""
    ) -> None:
        """Show the group's rows."""
        super().__init__(data, files, instance=instance, prefix=prefix or self.own_prefix)

    def as_admin_panel(self) -> SafeString:
        """Return the HTML of this part of the form."""
        return render_to_string("forms/admin/rights.html", {"formset": self})


class BaseModerationFormSet(BaseRightFormSet):
    """Where the group decides."""

    own_prefix = "moderation_rights"
    icon = "comment"
    heading = _("Moderation of contributions")
    explanation = _(
        "Members see and decide on what residents send under these pages, in all languages. This gives "
        "no right on the pages themselves. They also need the right to enter the admin, above."
    )


class BaseTypingFormSet(BaseRightFormSet):
    """Where the group types in."""

    own_prefix = "typing_rights"
    icon = "form"
    heading = _("Typing in of contributions")
    explanation = _(
        "Members type in what residents sent on paper, said at a desk, in a workshop or by phone, for the "
        "forms under these pages, in all languages. They see again only what they typed in themselves. "
        "They also need the right to enter the admin, above."
    )


def _form_set(model: type[Any], base: type[BaseRightFormSet]) -> type[Any]:
    """Return the form set of the rows of one right."""
    form = forms.modelform_factory(model, form=RightForm)
    return inlineformset_factory(Group, model, form=form, formset=base, extra=0, can_delete=True)


RightFormSet = _form_set(ModerationRight, BaseModerationFormSet)
TypingFormSet = _form_set(TypingRight, BaseTypingFormSet)
