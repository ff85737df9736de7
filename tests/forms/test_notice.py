"""The information notice under every form."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from forms.enums import LegalBasis, Publication
from portal.branding.models import SiteIdentity
from tests.factories import pages
from tests.factories.translations import translate
from tests.forms.browser import soup
from tests.forms.conftest import English

pytestmark = pytest.mark.django_db
MAKERS = [pages.consultation, pages.questionnaire, pages.call_for_ideas]


def notice(client: Client, page: Any) -> dict[str, str]:
    """What the notice of a page says, by its headings."""
    part = soup(client.get(page.get_url())).select_one(".notice")
    assert part is not None
    terms = [term.get_text(strip=True) for term in part.select("dt")]
    told = [" ".join(words.get_text(" ").split()) for words in part.select("dd")]
    return dict(zip(terms, told, strict=True))


@pytest.mark.parametrize("make_page", MAKERS)
def test_every_form_says_all_that_the_law_asks_for(client: Client, make_page: Any) -> None:
    page = make_page()
    told = notice(client, page)
    assert list(told) == [
        "Responsable du traitement",
        "À quoi elles servent",
        # Who answers what is published knows that it is not.
        *([] if page.publishes else ["Anonyme ou non"]),
        "Durée de conservation",
        "Base légale",
        "Qui les reçoit",
        "Vos droits",
        "Délégué à la protection des données",
    ]
    assert all(told.values())
    # Not consent: the public interest.
    assert "mission d’intérêt public" in told["Base légale"]
    assert "CNIL" in told["Vos droits"]


def test_the_sites_own_texts_stand_where_the_page_says_nothing(client: Client) -> None:
    page = pages.consultation()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.organisation = "Ville-Neuve"
    identity.officer_email = "dpd@ville-neuve.example"
    identity.text_rows.create(language="fr", notice_purpose="<p>Préparer le <b>budget</b>.</p>")
    identity.save()
    told = notice(client, page)
    assert told["Responsable du traitement"] == "Ville-Neuve"
    assert told["À quoi elles servent"] == "Préparer le budget ."
    assert "dpd@ville-neuve.example" in told["Délégué à la protection des données"]


def test_a_page_completes_them_in_plain_text(client: Client) -> None:
    page = pages.consultation(
        notice_purpose="Choisir le revêtement <de> la place.",
        notice_recipients="Le service voirie.\nLe conseil de quartier.",
        notice_basis=LegalBasis.LEGAL_OBLIGATION,
        retention_months=1,
    )
    told = notice(client, page)
    assert told["À quoi elles servent"] == "Choisir le revêtement <de> la place."
    assert told["Qui les reçoit"].startswith("Le service voirie. Le conseil de quartier.")
    assert told["Base légale"] == "Obligation légale"
    assert "1 mois après leur envoi" in told["Durée de conservation"]


def test_a_page_that_publishes_says_that_everybody_reads_what_is_published(client: Client) -> None:
    words = "par tout le monde"
    assert words in notice(client, pages.consultation())["Qui les reçoit"]
    assert words not in notice(client, pages.questionnaire(publication=Publication.NONE))["Qui les reçoit"]


def test_the_notice_speaks_the_readers_language(client: Client, english: English) -> None:
    told = notice(client, english(pages.consultation()))
    assert told["Legal basis"].startswith("The exercise of a task in the public interest")
    assert "12 months after they were sent" in told["How long"]


def test_a_text_that_is_not_translated_says_its_language(client: Client) -> None:
    page = translate(pages.consultation())
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.text_rows.create(language="fr", notice_recipients="<p>Le service voirie.</p>")
    identity.save()

    recipients = soup(client.get(page.url)).select_one(".notice [lang=fr]")

    assert recipients is not None
    assert recipients.get_text(strip=True) == "Le service voirie."
