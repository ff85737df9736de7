"""The page that an operator means."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from forms.imports.errors import ImportRefused

if TYPE_CHECKING:
    from forms.page import FormPage


def find_form_page(name: str) -> "FormPage":
    """Return the page with this slug, or with this path (``section/slug``), and a form.

    Translations under the same slug are one page: the first language's stands for them, and
    answers in every language add up. ``ImportRefused`` if there is none, several, or no form.
    """
    from forms.page import FormPage

    slug = name.strip("/").rpartition("/")[2]
    pages = Page.objects.filter(slug=slug).select_related("locale")
    if "/" in name:
        pages = pages.filter(url_path__endswith=f"/{name.strip('/')}/")
    found = list(pages.order_by("path"))
    if not found:
        raise ImportRefused(
            _("There is no page “%(name)s”. Pages with a form: %(pages)s.")
            % {"name": name, "pages": ", ".join(_slugs()) or "–"}
        )
    if len({page.translation_key for page in found}) > 1:
        raise ImportRefused(
            _("Several pages are called “%(name)s”. Give the path of the one you mean: %(paths)s.")
            % {"name": name, "paths": ", ".join(page.url_path.strip("/") for page in found)}
        )
    found.sort(key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE)
    page = found[0].specific
    if not isinstance(page, FormPage):
        raise ImportRefused(
            _("The page “%(title)s” is a %(type)s: it cannot carry a form.")
            % {"title": page.title, "type": page._meta.verbose_name}
        )
    if not page.form:
        raise ImportRefused(_("The page “%(title)s” has no form yet.") % {"title": page.title})
    return page


def _slugs() -> list[str]:
    """Return the slugs of the pages that carry a form."""
    from forms.page import FormPage

    return sorted(
        slug
        for model in get_page_models()
        if issubclass(model, FormPage)
        for slug in model.objects.values_list("slug", flat=True)
    )
