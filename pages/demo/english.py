"""The demo's pages in English, made with wagtail-localize as a translator would."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource


def translate(page: Page, english: Locale, texts: dict[str, str]) -> None:
    """Translate a page and publish it; ``texts`` maps each text of the page to its English.

    The page above must be translated already. Slugs are among the texts.
    """
    source, _made = TranslationSource.update_or_create_from_instance(page)
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            data=texts[segment.string.data],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for segment in source.stringsegment_set.select_related("string", "context")
        if segment.string.data in texts
    )
    translation = Translation.objects.create(source=source, target_locale=english)
    # Published here and now: wagtail-localize would do it after the transaction, with the page as it
    # is at this moment, and so forget the pages that are made below it meanwhile.
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
