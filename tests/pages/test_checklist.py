"""The publication checklist in the page editor's side panel."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from forms.groups import WRITERS
from pages.checklist import checks_of
from portal.branding.models import SiteIdentity
from tests.factories.pages import call_for_ideas, content_page, event, process, questionnaire, results, site
from tests.factories.translations import translate
from tests.pages.admin_forms import page_form

pytestmark = pytest.mark.django_db


def identity(**values: Any) -> SiteIdentity:
    """Return the settings of the site, with all that a notice needs unless said otherwise."""
    site()
    given = {"organisation": "La Sauvelle", "officer_email": "dpo@example.org", **values}
    found, _made = SiteIdentity.objects.update_or_create(site=Site.objects.get(), defaults=given)
    return found


def panel(editor: Client, page: Any) -> Tag:
    """Return the panel of the editor of a page."""
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    found = BeautifulSoup(response.content, "html.parser").select_one("[data-side-panel=checklist]")
    assert found is not None
    return found


def fields(page: Any, settings: SiteIdentity | None = None) -> set[str]:
    """Return the fields on which something is remarked."""
    checks = checks_of(page, settings or identity())
    return {remark.field for check in checks for remark in check.remarks if remark.field}


def complete_page(**values: Any) -> Any:
    defaults: dict[str, Any] = {
        "lead": "Dites-nous comment vous venez.",
        "closes_at": timezone.now() + datetime.timedelta(days=20),
        "notice_purpose": "Dessiner les lignes.",
    }
    return questionnaire(**(defaults | values))


class TestThePanel:
    def test_says_what_is_missing_with_a_way_to_the_field(self, editor: Client) -> None:
        identity()
        page = questionnaire()

        found = panel(editor, page)

        targets = [str(button["data-w-focus-target-value"]) for button in found.select("button")]
        shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        form = BeautifulSoup(shown.content, "html.parser")
        assert any("lead" in target for target in targets)
        for target in targets:
            assert form.select(target), target

    def test_is_there_for_a_page_that_is_not_saved_yet(self, editor: Client) -> None:
        address = reverse("wagtailadmin_pages:add", args=["pages", "questionnaire", site().pk])

        assert 'data-side-panel="checklist"' in editor.get(address).content.decode()

    @pytest.mark.parametrize("make", [content_page, event, process, call_for_ideas])
    def test_is_there_for_every_type_of_page(self, make: Any, editor: Client) -> None:
        assert panel(editor, make()).select("h3")

    def test_follows_what_is_saved_without_a_new_page(self, editor: Client) -> None:
        page = complete_page()
        data = page_form(page.title, [], slug=page.slug, lead="Un chapeau.")
        headers = {"Accept": "application/json"}

        response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, headers=headers)

        html = response.json()["html"]
        assert "[data-side-panel='checklist']" in html
        assert "checklist__list" in html


class TestTheChecks:
    def test_have_nothing_to_say_of_a_complete_page(self) -> None:
        settings = identity(contact_email="contact@example.org")
        page = complete_page()
        translate(page)

        remarks = [r.text for check in checks_of(page, settings) for r in check.remarks if not r.url]

        assert remarks == []

    def test_ask_for_a_lead_a_closing_date_and_a_purpose(self) -> None:
        assert {"lead", "closes_at", "notice_purpose"} <= fields(questionnaire())

    def test_see_a_closing_date_that_has_passed(self) -> None:
        past = complete_page(closes_at=timezone.now() - datetime.timedelta(days=1))
        past.live = False

        assert "closes_at" in fields(past)

    def test_ask_for_a_question(self) -> None:
        assert "form" in fields(complete_page(form=[]))

    def test_ask_for_a_question_that_is_published_where_contributions_are(self) -> None:
        page = complete_page()
        page.publication = "moderated"

        assert "form" in fields(page)

    def test_see_texts_left_in_brackets(self) -> None:
        body = [{"type": "rich_text", "id": "text", "value": "<p>Rendez-vous à [lieu].</p>"}]

        remarks = [r for c in checks_of(complete_page(body=body), identity()) for r in c.remarks]

        assert any(r.field == "body" and "[lieu]" in r.text for r in remarks)

    @pytest.mark.parametrize(
        ("alt_text", "decorative", "missing"),
        [("", False, True), ("Un dessin", False, False), ("", True, False)],
    )
    def test_see_images_without_alternative_text(
        self, alt_text: str, decorative: bool, missing: bool
    ) -> None:
        image = get_image_model().objects.create(title="x", file=get_test_image_file())
        value = {"image": image.pk, "decorative": decorative, "alt_text": alt_text}
        contact = {"type": "contact", "id": "contact", "value": {"name": "Mairie"}}
        body = [{"type": "picture", "id": "picture", "value": {"image": value, "caption": ""}}, contact]

        assert ("body" in fields(complete_page(body=body))) is missing

    def test_see_a_video_without_a_transcript(self) -> None:
        value = {"title": "Le film", "url": "https://videos.example.org/"}

        assert "body" in fields(content_page(body=[{"type": "video", "id": "video", "value": value}]))

    def test_ask_for_a_contact(self) -> None:
        assert "contact_email" in fields(process())
        assert "contact_email" not in fields(process("Autre", contact_email="pacte@example.org"))
        assert "body" in fields(complete_page())

    def test_name_the_languages_that_are_missing(self, editor: Client) -> None:
        page = content_page()
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])

        assert panel(editor, page).select(f"a[href='{address}']")

        english = translate(page, {page.title: "Legal notice"})

        found = panel(editor, page)
        assert not found.select(f"a[href='{address}']")
        assert not found.select(f"a[href$='/{english.pk}/edit/']")

    def test_lead_to_a_translation_that_lacks_texts(self, editor: Client) -> None:
        page = content_page()
        english = translate(page)

        address = reverse("wagtailadmin_pages:edit", args=[english.pk])
        assert panel(editor, page).select(f"a[href='{address}']")

    def test_ask_who_answers_for_the_data(self) -> None:
        settings = identity(organisation="", officer_email="")

        urls = [r.url for c in checks_of(complete_page(), settings) for r in c.remarks]

        assert (
            urls.count(reverse("wagtailsettings:edit", args=["portal", "siteidentity", settings.site_id]))
            >= 2
        )

    def test_see_colours_that_cannot_be_read(self) -> None:
        settings = identity(main_colour="#ffff00")

        met = [check.is_met for check in checks_of(complete_page(), settings)]

        assert met[-1] is False


class TestFigures:
    def test_say_what_they_count(self) -> None:
        empty = {"heading": "", "page": None}
        page = results(body=[{"type": "key_numbers", "value": empty}])

        assert "body" in fields(page, identity(contact_email="contact@example.org"))

    def test_are_complete_once_they_count_a_page(self) -> None:
        counted = {"heading": "", "page": questionnaire().pk}
        page = results(body=[{"type": "key_numbers", "value": counted}])

        assert "body" not in fields(page, identity(contact_email="contact@example.org"))


def test_leads_to_the_settings_those_alone_who_may_change_them(client: Client, editor: Client) -> None:
    identity(organisation="")
    page = complete_page()
    writer = get_user_model().objects.create_user("plume", "p@example.org", "x")
    writer.groups.add(Group.objects.get(name=WRITERS))
    client.force_login(writer)
    settings = "a[href*='/settings/']"

    assert panel(editor, page).select(settings)
    assert not panel(client, page).select(settings)
    assert "responsable des données" in panel(client, page).get_text()
