"""The checks: dates, notice, form, figures, alternative texts, translation, contrast, contact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from forms.fields.reading import questions_of
from forms.logic.outline import Outline
from forms.page import FormPage
from pages.checklist.texts import images_without_text, placeholders, raw_of
from pages.translations import translations_of, untranslated
from portal.branding.models import SiteIdentity
from portal.branding.readability import faults


@dataclass(frozen=True)
class Remark:
    """One thing that is missing: what to do, and the field on this page or the address elsewhere."""

    text: str
    # A field by its path: one of its blocks is "form.<id of the block>".
    field: str = ""
    url: str = ""

    @property
    def place(self) -> str:
        """The last part of the path, by which the editor knows the field or the block."""
        return self.field.rpartition(".")[2]


@dataclass(frozen=True)
class Check:
    """One line of the list. It is met when there is nothing to remark."""

    name: str
    remarks: list[Remark]

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.remarks


def checks_of(page: Page, identity: SiteIdentity, *, may_change_settings: bool = True) -> list[Check]:
    """Return the checks that concern a page of this type, with what each lacks; they refuse nothing.

    What is missing in the settings of the site leads there for those alone who may change them.
    """
    settings = _settings(identity) if may_change_settings else ""
    has_form = isinstance(page, FormPage)
    checks = [Check(_("Texts"), list(_texts(page)))]
    if hasattr(page, "closes_at"):
        checks.append(Check(_("Dates"), list(_dates(page))))
    if has_form:
        checks.append(Check(_("Form"), list(_form(page))))
        if any(child.value.get("show_if") for child in page.form):
            checks.append(Check(_("Conditions"), list(_conditions(page))))
        checks.append(Check(_("Information notice"), list(_notice(page, identity, settings))))
    if hasattr(page, "body") and "key_numbers" in page.body.stream_block.child_blocks:
        checks.append(Check(_("Figures"), list(_figures(page))))
    checks.append(Check(_("Alternative texts"), list(_alternatives(page))))
    if has_form or hasattr(page, "contact_email"):
        checks.append(Check(_("Contact"), list(_contact(page, identity))))
    checks.append(Check(_("Translation"), list(_translation(page))))
    checks.append(Check(_("Contrast"), list(_contrast(identity, settings))))
    return checks


def _texts(page: Any) -> Iterator[Remark]:
    if hasattr(page, "lead") and not page.lead:
        yield Remark(_("Write a lead: two sentences that say what it is about."), "lead")
    for field, left in placeholders(page).items():
        text = ngettext(
            "%(field)s: replace %(first)s",
            "%(field)s: replace %(number)d texts in brackets, the first is %(first)s",
            len(left),
        )
        label = capfirst(str(page._meta.get_field(field).verbose_name))
        yield Remark(text % {"field": label, "number": len(left), "first": left[0]}, field)


def _dates(page: Any) -> Iterator[Remark]:
    if page.closes_at is None:
        yield Remark(_("Say when it closes: residents want to know how long they have."), "closes_at")
    elif page.closes_at <= timezone.now() and not page.live:
        yield Remark(_("The closing date has passed already."), "closes_at")


def _form(page: Any) -> Iterator[Remark]:
    asked = questions_of(page.form)
    if not asked:
        yield Remark(_("Ask at least one question."), "form")
    elif page.publishes and not any(child.value.get("published") for child in asked):
        yield Remark(_("Mark the question whose answers are published, or publish nothing."), "form")


def _conditions(page: Any) -> Iterator[Remark]:
    for text, block_id in Outline(page.form).remarks:
        yield Remark(text, f"form.{block_id}")


def _figures(page: Any) -> Iterator[Remark]:
    kinds = [block["type"] for block in raw_of(page.body) if _counts_nothing(block)]
    if "key_numbers" in kinds:
        yield Remark(_("Key numbers: choose the page whose answers are counted."), "body")
    if "question_chart" in kinds:
        yield Remark(_("Chart of a question: choose the question whose answers it shows."), "body")


def _counts_nothing(block: dict[str, Any]) -> bool:
    source = {"key_numbers": "page", "question_chart": "question"}.get(block["type"])
    return source is not None and not block["value"].get(source)


def _notice(page: Any, identity: SiteIdentity, settings: str) -> Iterator[Remark]:
    if not page.notice_purpose and not any(row.notice_purpose for row in identity.text_rows.all()):
        yield Remark(_("Say what the answers are for."), "notice_purpose")
    if not identity.organisation:
        yield Remark(_("Name the authority that is responsible for the data."), url=settings)
    if not (identity.officer_email or identity.contact_email):
        yield Remark(_("Give an address at which residents can exercise their rights."), url=settings)


def _alternatives(page: Any) -> Iterator[Remark]:
    if not hasattr(page, "body"):
        return
    raw = raw_of(page.body)
    number = images_without_text(raw)
    if number:
        text = ngettext(
            "%(number)d image has no alternative text.", "%(number)d images have no alternative text.", number
        )
        yield Remark(text % {"number": number}, "body")
    for block in raw:
        if block["type"] == "video" and not block["value"].get("transcript"):
            text = _("The video “%(title)s” has no transcript.")
            yield Remark(text % {"title": block["value"].get("title", "")}, "body")


def _contact(page: Any, identity: SiteIdentity) -> Iterator[Remark]:
    if hasattr(page, "contact_email"):
        if not (page.contact_email or page.contact_phone):
            yield Remark(_("Give an address or a number at which somebody answers."), "contact_email")
    elif not identity.has_contact and not any(block["type"] == "contact" for block in raw_of(page.body)):
        yield Remark(_("Add a contact block, or give the portal’s contact in its settings."), "body")


def _translation(page: Page) -> Iterator[Remark]:
    others = {locale.pk: locale for locale in Locale.objects.exclude(pk=page.locale_id)}
    if not page.pk:
        return
    source = TranslationSource.objects.get_for_instance_or_none(page)
    for translation in translations_of(source) if source else []:
        others.pop(translation.target_locale_id, None)
        missing = len(untranslated(translation))
        if missing:
            text = ngettext(
                "%(language)s: %(number)d text awaits its translation.",
                "%(language)s: %(number)d texts await their translation.",
                missing,
            )
            values = {"language": translation.target_locale.get_display_name(), "number": missing}
            target = translation.get_target_instance()
            yield Remark(text % values, url=reverse("wagtailadmin_pages:edit", args=[target.pk]))
    for locale_id in page.get_translations().values_list("locale_id", flat=True):
        others.pop(locale_id, None)
    for locale in others.values():
        text = _("Not translated yet: %(language)s.") % {"language": locale.get_display_name()}
        yield Remark(text, url=reverse("wagtail_localize:submit_page_translation", args=[page.pk]))


def _contrast(identity: SiteIdentity, settings: str) -> Iterator[Remark]:
    for fault in faults(identity.choice):
        yield Remark(fault.message, url=settings)


def _settings(identity: SiteIdentity) -> str:
    return reverse("wagtailsettings:edit", args=["portal", "siteidentity", identity.site_id])
