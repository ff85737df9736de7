"""The languages of the setting, as Wagtail knows them."""

from typing import Any

from django.conf import settings
from wagtail.models import Locale


def make_locales(**kwargs: Any) -> None:
    """Make the row of each language that the setting names; called after the migrations."""
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
