"""Questionnaires of other tools in the admin."""

import io

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from pages.models import HomePage, Questionnaire
from tests.factories.forms import question
from tests.factories.limesurvey import Survey
from tests.factories.pages import content_page, process, questionnaire, site
from tests.factories.xlsform import asking, sheets_of, travel

pytestmark = pytest.mark.django_db


def upload(client: Client, parent: Page, name: str, content: bytes) -> str:
    """Send a file and return the screen that follows."""
    address = reverse("questionnaire_import", args=[parent.pk])
    response = client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who edits one process and nothing else."""
    group = Group.objects.create(name="Rédaction du pacte")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    page = process()
    for codename in ("add_page", "change_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    user = User.objects.create_user("redac", "redac@example.org", "x")
    user.groups.add(group)
    client.force_login(user)
    return client


def test_the_choice_of_a_new_page_leads_there(admin_client: Client) -> None:
    page = site()
    shown = admin_client.get(reverse("wagtailadmin_pages:add_subpage", args=[page.pk])).content.decode()
    assert reverse("questionnaire_import", args=[page.pk]) in shown


def test_a_file_becomes_a_draft_and_the_report_is_on_screen(admin_client: Client) -> None:
    source = asking(("start", "begun", ""), ("text", "view", "Votre avis"), ("text", "late", "?", "${x} = 1"))
    shown = upload(admin_client, site(), "avis.xlsx", source.getvalue())
    page = Questionnaire.objects.get()
    assert not page.live
    assert "avis.xlsx" in shown
    assert "Votre avis" in shown
    assert shown.count("import-outcome--refused") == 2
    assert shown.count("import-outcome--approximated") == 2
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown


def test_the_report_stays_readable_from_the_page(admin_client: Client) -> None:
    upload(admin_client, site(), "trajets.xlsx", travel().getvalue())
    page = Questionnaire.objects.get(locale__language_code="fr")
    address = reverse("questionnaire_report", args=[page.pk])
    assert address in admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "trajets.xlsx" in admin_client.get(address).content.decode()
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert history.status_code == 200


def test_a_page_made_by_hand_has_no_report(admin_client: Client) -> None:
    assert admin_client.get(reverse("questionnaire_report", args=[questionnaire().pk])).status_code == 404


def test_a_survey_of_limesurvey_is_known_by_its_content(admin_client: Client) -> None:
    survey = Survey()
    survey.question(survey.group("Vous"), "Y", "bus", "Prenez-vous le bus ?")
    upload(admin_client, site(), "bus.lss", survey.file())
    assert Questionnaire.objects.get().title == "Enquête sur les bus"


@pytest.mark.parametrize(
    ("name", "content"), [("notes.txt", b"rien"), ("a.lss", b"<document/>"), ("a.xlsx", b"PK\x03\x04rien")]
)
def test_a_bad_file_is_refused_beside_the_field_and_nothing_is_made(
    admin_client: Client, name: str, content: bytes
) -> None:
    shown = upload(admin_client, site(), name, content)
    assert 'type="file"' in shown
    assert "error-message" in shown
    assert not Questionnaire.objects.exists()


def test_only_who_may_add_a_page_there_may_import(editor: Client) -> None:
    mine = Page.objects.get(slug="le-pacte-du-territoire")
    upload(editor, mine, "trajets.xlsx", travel().getvalue())
    assert Questionnaire.objects.get(locale__language_code="fr").get_parent().pk == mine.pk
    address = reverse("questionnaire_import", args=[HomePage.objects.get(locale__language_code="fr").pk])
    assert editor.get(address).status_code in (302, 403)
    response = editor.post(address, {"file": SimpleUploadedFile("t.xlsx", travel().getvalue())})
    assert response.status_code in (302, 403)
    assert Questionnaire.objects.filter(locale__language_code="fr").count() == 1


def test_a_page_that_takes_no_questionnaire_takes_no_import(admin_client: Client) -> None:
    address = reverse("questionnaire_import", args=[content_page().pk])
    assert admin_client.get(address).status_code in (302, 403)


def test_only_who_edits_a_page_may_download_its_form(editor: Client) -> None:
    page = questionnaire()
    address = reverse("questionnaire_xlsform", args=[page.pk])
    assert editor.get(address).status_code in (302, 403)


def labels(client: Client, page: Page) -> list[str]:
    """Return the words of the questions, in each language, as somebody downloads them."""
    response = client.get(reverse("questionnaire_xlsform", args=[page.pk]))
    assert response.status_code == 200
    head, *rows = sheets_of(io.BytesIO(response.content))["survey"]
    return [cell for row in rows for name, cell in zip(head, row, strict=True) if name.startswith("label")]


def test_what_is_not_published_yet_in_another_language_is_for_its_editors(
    editor: Client, admin_client: Client
) -> None:
    french = questionnaire(parent=Page.objects.get(slug="le-pacte-du-territoire"))
    english = french.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True, alias=False
    ).specific
    english.form = [question("short_text", "Published view", id="a")]
    english.save_revision().publish()
    english.form = [question("short_text", "Secret draft", id="a")]
    english.save_revision()
    french.form = [question("short_text", "Votre avis", id="a")]
    french.save_revision()
    assert labels(admin_client, french) == ["Votre avis", "Secret draft"]
    group = Group.objects.get(name="Rédaction du pacte")
    writer = Client()
    writer.force_login(User.objects.get(username="redac"))
    assert labels(writer, french) == ["Votre avis", "Published view"]
    Page.objects.get(pk=english.pk).specific.unpublish()
    assert labels(writer, french) == ["Votre avis"]
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=english.get_parent(), permission=right)
    assert labels(writer, french) == ["Votre avis", "Secret draft"]


def test_the_download_is_an_xlsform(admin_client: Client) -> None:
    page = questionnaire()
    address = reverse("questionnaire_xlsform", args=[page.pk])
    response = admin_client.get(address)
    assert "no-store" in response["Cache-Control"]
    sheets = sheets_of(io.BytesIO(response.content))
    assert [row[0] for row in sheets["survey"]] == ["type", "select_one q1"]
    assert address in admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert admin_client.get(reverse("questionnaire_xlsform", args=[content_page().pk])).status_code == 404
