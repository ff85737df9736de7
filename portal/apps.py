"""The site as a whole."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Settings, URLs, branding, search engine, background work, health, security."""

    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Have pages enter the index queue, and give the worker this room's jobs."""
        from portal import remembered
        from portal.search import signals
        from portal.work import upkeep

        remembered.connect()
        signals.connect()
        upkeep.register()
