"""Pages in two languages, made as wagtail-localize makes them."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object


def translate(page: Any, words: dict[str, str] | None = None, *, publish: bool = True) -> Any:
    """Return the English page of a French one, its texts translated by ``words`` as far as they go."""
    english = Locale.objects.get(language_code="en")
    translate_object(page, [english])
    give_words(page, words or {})
    if publish:
        publish_translation(page)
    english_page = page.get_translation(english)
    return english_page.specific if isinstance(page, Page) else english_page


def translation_of(page: Any) -> Translation:
    """Return the record of a French page's English translation."""
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en")


def give_words(page: Any, words: dict[str, str]) -> None:
    """Translate texts wherever they stand on the page, without publishing anything."""
    translation = translation_of(page)
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": words[segment.string.data], "updated_at": timezone.now()},
            )


def publish_translation(page: Any) -> None:
    """Publish the English page as its editor does; the commit that publishes it may be a test's own."""
    translation = translation_of(page)
    if not isinstance(page, Page):
        translation.save_target()
        return
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


def fresh(page: Any) -> Any:
    """Return the page as the database has it."""
    return Page.objects.get(pk=page.pk).specific
