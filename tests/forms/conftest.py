"""What tests of forms share."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from tests.factories import pages

English = Callable[[Any], Any]


@pytest.fixture
def english() -> English:
    """Return a function that gives a page's published English copy, with the same form."""

    def translate(page: Any) -> Any:
        locale = Locale.objects.get(language_code="en")
        home = pages.site()
        if not home.has_translation(locale):
            home.copy_for_translation(locale).save_revision().publish()
        copy = page.copy_for_translation(locale)
        copy.save_revision().publish()
        copy.refresh_from_db()
        return copy

    return translate
