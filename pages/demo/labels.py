"""The demo's themes and territories."""

from wagtail.models import Locale

from forms.models import Territory, Theme
from pages.demo.content.labels import CANTONS, THEMES
from pages.demo.outlines import outline_of


def make_labels(french: Locale, english: Locale) -> dict[str, str]:
    """Make the themes in both languages and the cantons; return translation keys by our own key."""
    keys = {}
    for key, name, translated in THEMES:
        theme = Theme.objects.create(name=name, locale=french)
        Theme.objects.create(name=translated, locale=english, translation_key=theme.translation_key)
        keys[key] = str(theme.translation_key)
    for key, name in CANTONS:
        canton = Territory.objects.create(name=name, locale=french, outline=outline_of(key))
        keys[key] = str(canton.translation_key)
    return keys
