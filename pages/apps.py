"""What editors assemble."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Page types and their blocks."""

    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Tell the search engine about pages and keep translations in step."""
        from pages import registration

        registration.register(self)
