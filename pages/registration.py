"""What this room tells the rest of the portal at start-up."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.signals import page_published

from pages import search
from pages.locales import make_locales
from pages.translations import page_was_published
from portal.search import registry


def register(app: AppConfig) -> None:
    """Register the documents of the search and what follows a migration and a publication."""
    for source in search.sources():
        registry.register(source)
    for facet in search.facets():
        registry.register_facet(facet)
    post_migrate.connect(make_locales, sender=app, dispatch_uid="pages_locales")
    page_published.connect(page_was_published, dispatch_uid="pages_translations")
