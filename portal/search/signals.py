"""Pages enter the index queue when they are saved, moved, deleted, or restricted.

A page is saved within a transaction (Wagtail sees to that, also when it publishes, unpublishes or
moves one), and the entry is written in it.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction

from portal.search import synonyms
from portal.search.models import SynonymGroup
from portal.search.queue import enqueue, enqueue_tree


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    pre_save.connect(_note_visibility, dispatch_uid="search_note_visibility")
    post_save.connect(_page_saved, dispatch_uid="search_page_saved")
    pre_delete.connect(_page_deleted, sender=Page, dispatch_uid="search_page_deleted")
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="search_restriction")
        signal.connect(synonyms.forget, sender=SynonymGroup, dispatch_uid="search_synonyms")


def _note_visibility(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Note whether the save about to happen changes who can see what lies below the page.

    A move changes the path of the address, and with it perhaps the restrictions that hold.
    """
    if not isinstance(instance, Page) or kwargs.get("raw"):
        return
    stored = Page.objects.filter(pk=instance.pk).values_list("live", "url_path").first()
    instance._visibility_changes = stored != (instance.live, instance.url_path)


def _page_saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Queue the page, and all below it if it appeared, disappeared or moved."""
    if not isinstance(instance, Page):
        return
    # A fixture gives no chance to compare.
    if getattr(instance, "_visibility_changes", True):
        enqueue_tree(instance)
    else:
        enqueue(instance)


def _page_deleted(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Queue the page for its removal. Those below it are deleted one by one, too."""
    enqueue(instance)


def _restriction_changed(sender: type[Model], instance: PageViewRestriction, **kwargs: Any) -> None:
    """Queue all that the restriction hides or no longer hides."""
    enqueue_tree(instance.page)
