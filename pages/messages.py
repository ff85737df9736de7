"""What the page editor tells about translations and about answers that are already there."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from forms.changes import no_longer_asked
from forms.page import FormPage
from pages.translations import is_in_step, translation_into, translations_of, untranslated

# Texts quoted in a message; the editor of the translation lists them all.
QUOTED = 5
QUOTED_LENGTH = 80


def after_publish(request: HttpRequest, page: Page) -> None:
    """Say which translations wait for texts, and which answered questions are no longer asked."""
    page = page.specific
    source = TranslationSource.objects.get_for_instance_or_none(page)
    for translation in translations_of(source) if source else []:
        _tell_of_translation(request, translation)
    if isinstance(page, FormPage):
        _tell_of_answers(request, page)


def before_edit(request: HttpRequest, page: Page) -> None:
    """Say on a translated page which texts readers still see in the words of the source."""
    if request.method != "GET":
        return
    translation = translation_into(page)
    if translation is None:
        return
    missing = untranslated(translation)
    if missing:
        messages.warning(
            request,
            format_html(
                "{}<ul>{}</ul>",
                ngettext(
                    "%(number)d text awaits its translation. Until then the form shows it in the "
                    "language of the original; the rest of the page stays as it is:",
                    "%(number)d texts await their translation. Until then the form shows them in the "
                    "language of the original; the rest of the page stays as it is:",
                    len(missing),
                )
                % {"number": len(missing)},
                format_html_join("", "<li>{}</li>", ((_short(text),) for text in _some(missing))),
            ),
        )


def _tell_of_translation(request: HttpRequest, translation: Translation) -> None:
    language = translation.target_locale.get_display_name()
    address = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    buttons = [messages.button(address, _("Translate"))]
    if not is_in_step(translation):
        text = _(
            "The form in another language (%(language)s) could not follow this one. "
            "Open it and publish it again."
        )
        messages.error(request, text % {"language": language}, buttons=buttons)
        return
    missing = len(untranslated(translation))
    if missing:
        text = ngettext(
            "%(language)s: the form has followed; %(number)d text of the page awaits its translation.",
            "%(language)s: the form has followed; %(number)d texts of the page await their translation.",
            missing,
        )
        messages.warning(request, text % {"language": language, "number": missing}, buttons=buttons)


def _tell_of_answers(request: HttpRequest, page: FormPage) -> None:
    gone = no_longer_asked(page)
    if gone:
        messages.warning(
            request,
            format_html(
                "{}<ul>{}</ul>",
                _(
                    "Answers had been received to what the form no longer asks. They are kept, and "
                    "results still show them:"
                ),
                format_html_join("", "<li>{}</li>", ((_short(text),) for text in _some(gone))),
            ),
        )


def _some(texts: list[str]) -> list[str]:
    """Return the first texts, with a mark where there are more."""
    return texts if len(texts) <= QUOTED else [*texts[:QUOTED], "…"]


def _short(text: str) -> str:
    return text if len(text) <= QUOTED_LENGTH else f"{text[: QUOTED_LENGTH - 1]}…"
