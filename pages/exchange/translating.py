"""The languages of a file as translations that wagtail-localize knows."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from forms.exchange.draft import RICH, Draft, Texts
from forms.exchange.languages import language_name
from forms.exchange.texts import cut, one_line, plain
from pages.models import Questionnaire
from pages.models.base import LEAD_LENGTH

FORM = "form."


@transaction.atomic
def translate(page: Questionnaire, draft: Draft, languages: Sequence[str], *, user: Any = None) -> None:
    """Make a draft of the page in each of these languages.

    Where the page above is not translated yet, the texts alone are kept: they stand there as soon as
    somebody translates the page.
    """
    if not languages:
        return
    source, _made = TranslationSource.update_or_create_from_instance(page)
    texts = {
        **{FORM + path: texts for path, texts in draft.form_texts().items()},
        "title": {code: cut(one_line(text), 255) for code, text in draft.title.items()},
        "lead": {code: cut(one_line(text), LEAD_LENGTH) for code, text in draft.lead.items()},
        "thanks": {code: plain(text) for code, text in draft.thanks.items()},
    }
    for code in languages:
        locale = Locale.objects.filter(language_code=code).first()
        if locale is None:
            continue
        StringTranslation.objects.bulk_create(_strings(source, locale, texts, user))
        if not page.get_parent().has_translation(locale):
            draft.report.remark("language_waiting", language=language_name(code))
            continue
        translation = Translation.objects.create(source=source, target_locale=locale)
        translation.save_target(user=user, publish=False)
        draft.report.remark("language_taken", language=language_name(code))


def _strings(
    source: TranslationSource, locale: Locale, texts: dict[str, Texts], user: Any
) -> Iterator[StringTranslation]:
    """Yield what each text of the page is in a language, as far as the file says it."""
    segments: dict[str, list[Any]] = {}
    for segment in source.stringsegment_set.select_related("string", "context").order_by("order"):
        segments.setdefault(segment.context.path, []).append(segment)
    seen: set[tuple[int, int]] = set()
    for path, found in segments.items():
        text = texts.get(path, {}).get(locale.language_code, "")
        for segment, line in zip(found, _lines(path, text, len(found)), strict=False):
            key = (segment.string_id, segment.context_id)
            if line and key not in seen:
                seen.add(key)
                yield StringTranslation(
                    translation_of=segment.string,
                    locale=locale,
                    context=segment.context,
                    data=StringValue.from_plaintext(line).data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                    last_translated_by=user,
                )


def _lines(path: str, text: str, number: int) -> list[str]:
    """Return the paragraphs of a text, as many as the page has, or nothing where they do not match."""
    if path.rpartition(".")[2] not in RICH or not path.startswith(FORM):
        return [text]
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if len(lines) == number else []
