"""The site as a whole."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Settings, URLs, branding, search engine, background work, health, security."""

    name = "portal"
    verbose_name = "Portal"
