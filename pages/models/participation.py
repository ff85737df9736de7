"""What consultation, questionnaire and call for ideas share."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page

from forms.page import FormPage
from forms.panels import AnswersPanel
from pages.models.base import BasePage


class ParticipationPage(FormPage, BasePage):  # type: ignore[django-manager-missing]
    """A page with a body, a form and, if the editor says so, what residents answered."""

    override_translatable_fields: ClassVar = [
        *BasePage.page_translatable_fields,
        *FormPage.form_translatable_fields,
    ]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.Process"]
    subpage_types: ClassVar = ["pages.Results"]
    edit_handler = TabbedInterface(
        [
            ObjectList(BasePage.content_panels, heading=_("Content")),
            ObjectList([AnswersPanel(), *FormPage.date_panels, *FormPage.form_panels], heading=_("Form")),
            ObjectList(FormPage.notice_panels, heading=_("Information notice")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        """A base of page types."""

        abstract = True
