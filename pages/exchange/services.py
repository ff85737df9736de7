"""A questionnaire that a file described becomes a draft page, in each of its languages."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.blocks import StreamBlockValidationError
from wagtail.log_actions import log
from wagtail.models import Page

from forms.exchange.draft import UNNAMED, Draft, words
from forms.exchange.languages import language_name, portal_languages
from forms.exchange.texts import cut, one_line, plain
from forms.fields import FormStreamBlock
from pages.compositions.raw import complete
from pages.exchange.translating import translate
from pages.models import Questionnaire
from pages.models.base import LEAD_LENGTH

# The name under which the log of a page keeps the report.
IMPORTED = "parvis.import_questionnaire"
THANKS_LENGTH = 1_000


@transaction.atomic
def make_page(draft: Draft, parent: Page, *, user: Any = None) -> Questionnaire:
    """Make a draft page below another one, and drafts in the other languages of the file.

    All of it or nothing. The page is in the language of the page above; what the file does not say in
    that language is there in the file's own. The report is kept in the page's history.
    """
    code = parent.locale.language_code
    languages = [code, UNNAMED, *draft.languages]
    _report_language(draft, code)
    page = Questionnaire(
        title=cut(one_line(words(draft.title, languages)), 255),
        lead=cut(one_line(words(draft.lead, languages)), LEAD_LENGTH),
        thanks=cut(plain(words(draft.thanks, languages)), THANKS_LENGTH),
        form=complete(FormStreamBlock(), draft.raw_form(languages)),
        locale=parent.locale,
        owner=user,
        live=False,
    )
    _report_unfinished(page, draft)
    parent.add_child(instance=page)
    page.save_revision(user=user)
    translate(page, draft, _others(draft, code), user=user)
    log(instance=page, action=IMPORTED, user=user, data={"report": draft.report.as_json()})
    return page


def _report_language(draft: Draft, code: str) -> None:
    """Say which languages are not the portal's, and that the page is in another one than the file."""
    texts = draft.form_texts().values()
    if draft.languages and code not in draft.languages and not any(UNNAMED in text for text in texts):
        draft.report.remark(
            "language_other", language=language_name(draft.languages[0]), page=language_name(code)
        )
    foreign = [language for language in draft.languages if language not in portal_languages()]
    if foreign:
        draft.report.remark("language_unknown", languages=", ".join(map(language_name, foreign)))


def _report_unfinished(page: Questionnaire, draft: Draft) -> None:
    """Say that the editor has something to correct before the page can be published."""
    try:
        FormStreamBlock().clean(page.form)
    except StreamBlockValidationError:
        draft.report.remark("unfinished")


def _others(draft: Draft, code: str) -> Sequence[str]:
    return [language for language in draft.languages if language in portal_languages() and language != code]
