"""The form in which a page is edited."""

from typing import Any

from django.conf import settings
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Wagtail's form, in which the slug may be left to the title.

    A script of Wagtail fills the slug while one types a title. A page that a composition has named,
    or that is published before the script has run, has none yet: Wagtail then makes it from the title
    when it adds the page.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no slug."""
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse an empty slug where the title has no letter or digit to make one from."""
        cleaned = super().clean()
        made = slugify(cleaned.get("title", ""), allow_unicode=settings.WAGTAIL_ALLOW_UNICODE_SLUGS)
        if cleaned.get("slug") == "" and not made:
            self.add_error("slug", self.fields["slug"].error_messages["required"])
        return cleaned
