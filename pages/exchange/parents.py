"""The page under which a questionnaire is made."""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from forms.exchange.errors import FileRefused
from pages.models import Questionnaire


def takes_questionnaires(page: Page) -> bool:
    """Whether a questionnaire may be made under a page, whoever makes it."""
    return Questionnaire.can_create_at(page)


def find_parent(name: str) -> Page:
    """Return the page with this slug, or with this path (``section/slug``), that may have questionnaires.

    Translations under the same slug are one page: the first language's stands for them.
    ``FileRefused`` if there is none or there are several.
    """
    slug = name.strip("/").rpartition("/")[2]
    pages = Page.objects.filter(slug=slug, depth__gt=1).select_related("locale")
    if "/" in name.strip("/"):
        pages = pages.filter(url_path__endswith=f"/{name.strip('/')}/")
    found = [page for page in pages.order_by("path") if takes_questionnaires(page)]
    if not found:
        raise FileRefused(
            _("There is no page “%(name)s” that may have a questionnaire below it. Such pages: %(pages)s.")
            % {"name": name, "pages": ", ".join(_slugs()) or "–"}
        )
    if len({page.translation_key for page in found}) > 1:
        raise FileRefused(
            _("Several pages are called “%(name)s”. Give the path of the one you mean: %(paths)s.")
            % {"name": name, "paths": ", ".join(page.url_path.strip("/") for page in found)}
        )
    return min(found, key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE).specific


def _slugs() -> list[str]:
    """Return the slugs of the pages that may have one."""
    models = [model for model in Questionnaire.allowed_parent_page_models() if model is not Page]
    return sorted({slug for model in models for slug in model.objects.values_list("slug", flat=True)})
