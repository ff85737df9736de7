"""An editor fills in who runs the portal and what its notices say."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.branding.models import SiteIdentity
from portal.branding.texts import RICH_FIELDS
from tests.factories import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which somebody who may change the settings is signed in."""
    client.force_login(get_user_model().objects.create_superuser("redaction", "r@example.org", "x"))
    return client


def address() -> str:
    """Return where the settings of the default site are edited."""
    pages.site()
    return reverse(
        "wagtailsettings:edit", args=["portal", "siteidentity", Site.objects.get(is_default_site=True).pk]
    )


def texts(language: str, **values: str) -> dict[str, str]:
    """Return one set of texts as the form sends it."""
    plain = {"language": language, "name": "", "tagline": "", "introduction": ""}
    rich = {name: rich_text(f"<p>{values.pop(name)}</p>" if name in values else "") for name in RICH_FIELDS}
    return {**plain, **rich, **values}


def sent(*rows: dict[str, str], **values: str) -> dict[str, str]:
    """Return the whole form as a browser sends it."""
    fields = {
        "organisation": "Département de Valmoire",
        "palette": "lagoon",
        "typeface": "figtree",
        "footer": streamfield([]),
        "text_rows": inline_formset(rows),
        **values,
    }
    return nested_form_data(fields)


def test_what_is_saved_shows_on_the_site(editor: Client) -> None:
    answer = editor.post(address(), sent(texts("fr", name="Je participe", notice_rights="Écrivez-nous.")))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    identity = SiteIdentity.objects.get()
    assert identity.organisation == "Département de Valmoire"
    assert identity.texts.name == "Je participe"
    assert "Écrivez-nous." in identity.texts.notice_rights
    assert "Je participe" in Client().get("/").content.decode()


def test_the_form_offers_the_languages_of_the_portal(editor: Client) -> None:
    shown = editor.get(address()).content.decode()
    assert '<option value="fr">' in shown
    assert '<option value="en">' in shown


def test_the_same_language_twice_is_refused_and_nothing_is_lost(editor: Client) -> None:
    answer = editor.post(address(), sent(texts("fr", name="Un"), texts("fr", name="Deux")))
    assert answer.status_code == 200
    assert "Deux" in answer.content.decode()
    assert not SiteIdentity.objects.filter(text_rows__name="Un").exists()


def test_a_telephone_number_holds_no_words(editor: Client) -> None:
    answer = editor.post(address(), sent(contact_phone="appelez-nous"))
    assert answer.status_code == 200
    assert not SiteIdentity.objects.filter(contact_phone="appelez-nous").exists()
