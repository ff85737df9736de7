"""What residents send, and what becomes of it."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Questions, submissions, moderation, imports, exports, statistics."""

    name = "forms"
    verbose_name = "Forms"

    def ready(self) -> None:
        """Tell the search engine and the worker what this room gives them."""
        from forms import registration

        registration.register()
