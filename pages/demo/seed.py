"""Making the demo, whole or not at all."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from wagtail.models import Locale, Site

from forms import statistics
from pages.demo import answers, contributions, paper
from pages.demo.accounts import ACCOUNTS, DESK, MODERATOR, make_accounts
from pages.demo.content import ideas, identity, library, station, travel
from pages.demo.documents import make_documents
from pages.demo.labels import make_labels
from pages.demo.made import Made
from pages.demo.pictures import make_pictures
from pages.demo.tree import form_pages, make_pages
from pages.models import HomePage
from portal.branding.models import SiteIdentity, SiteIdentityText


class NotEmpty(Exception):
    """The portal has a site already, which is not the demo."""


def seed() -> bool:
    """Make the demo, unless it is there; return whether it was made.

    A demo that is there is left as it is, whatever was changed in it. ``NotEmpty`` if there is a
    site that is not the demo: the first page of a new portal, which nobody has written yet, is none.
    """
    usernames = [account.username for account in ACCOUNTS]
    if get_user_model().objects.filter(username__in=usernames).count() == len(usernames):
        return False
    if any(page.latest_revision_id or page.numchild for page in HomePage.objects.all()):
        raise NotEmpty
    with transaction.atomic():
        _make()
    cache.clear()
    return True


def _make() -> None:
    french = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    english, _made = Locale.objects.get_or_create(language_code="en")
    users = make_accounts()
    made = Made(make_pictures(), make_documents(), make_labels(french, english))
    make_pages(french, english, made)
    _describe_site(made)
    _take_part(made, users)
    statistics.refresh(str(page.translation_key) for page in form_pages(made))


def _take_part(made: Made, users: dict[str, User]) -> None:
    """Send what residents sent, decide on it, and note who typed in what came on paper."""
    pages, labels = made.pages, made.labels
    desk = contributions.Desk([users[MODERATOR.username], users[DESK.username]])
    received = [
        contributions.send_ideas(pages[ideas.KEY], labels, desk),
        contributions.send_opinions(pages[station.KEY], labels, desk),
        answers.send_library_answers(pages[library.KEY], labels),
        answers.send_travel_answers(pages[travel.KEY], labels),
    ]
    desk.date_back()
    for submissions in received:
        paper.type_in(submissions, users[DESK.username])


def _describe_site(made: Made) -> None:
    """Write the site settings in both languages."""
    site = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    for name, value in identity.FACTS.items():
        setattr(site, name, value)
    for name, key in identity.LEGAL_PAGES.items():
        setattr(site, name, made.pages[key])
    site.text_rows = [
        SiteIdentityText(language=language, **texts) for language, texts in identity.TEXTS.items()
    ]
    site.save()
