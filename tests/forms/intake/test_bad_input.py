"""Whatever is sent: a clear answer in the reader's language, the right status, nothing lost, nothing kept."""

import datetime
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from forms.models import Submission
from pages.models import CallForIdeas
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.browser import answer, code_after, fill_in, held, soup, text_of, with_nonce
from tests.forms.conftest import English

pytestmark = pytest.mark.django_db

TYPED = {"title": "Un banc au soleil", "idea": "Devant l’école, à l’ombre du tilleul."}


@pytest.fixture
def page() -> CallForIdeas:
    """A call for ideas that is open."""
    return pages.call_for_ideas()


def assert_given_back(response: Any, status: int, words: str) -> None:
    """The status, the reason in words, all that was typed in the form, and nothing in the database."""
    assert response.status_code == status
    alert = soup(response).select_one(".error-summary")
    assert alert is not None
    assert words in " ".join(alert.get_text(" ").split())
    back = held(response)
    assert back["q-title"] == [TYPED["title"]]
    assert back["q-idea"] == [TYPED["idea"]]
    assert "no-store" in response["Cache-Control"]
    assert not Submission.objects.exists()


def test_a_compulsory_question_left_empty(client: Client, page: CallForIdeas) -> None:
    response = answer(client, page, {**TYPED, "title": ""})
    assert response.status_code == 422
    assert held(response)["q-idea"] == [TYPED["idea"]]
    assert not Submission.objects.exists()
    link = soup(response).select_one(".error-summary a")
    assert link is not None
    field = soup(response).select_one(str(link["href"]))
    assert field is not None
    assert field["aria-invalid"] == "true"
    described = [soup(response).find(id=name) for name in str(field["aria-describedby"]).split()]
    assert all(described)
    assert any("Répondez à cette question" in part.get_text() for part in described)
    assert soup(response).title.get_text().strip().startswith("Erreur")


def test_a_text_that_is_too_long_comes_back_whole(client: Client, page: CallForIdeas) -> None:
    long = "é" * 2_001
    response = answer(client, page, {"title": TYPED["title"], "idea": long})
    assert response.status_code == 422
    assert held(response)["q-idea"] == [long]
    assert "2001" in text_of(response)
    assert "2000" in text_of(response)
    assert not Submission.objects.exists()


def test_a_text_just_as_long_as_allowed_with_line_ends_as_browsers_send_them(
    client: Client, page: CallForIdeas
) -> None:
    assert answer(client, page, {"title": "Un banc", "idea": "a\r\n" * 999 + "aa"}).status_code == 303
    assert len(Submission.objects.get().answers["idea"]) == 2_000


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x9f", "\u202e", "\u2066"])
def test_invisible_characters_are_taken_out_and_said(
    client: Client, page: CallForIdeas, character: str
) -> None:
    response = answer(client, page, {**TYPED, "title": f"Un {character}banc au soleil"})
    assert_given_back(response, 422, "caractères invisibles")


def test_invalid_utf8_is_text_with_marks_in_it(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    body = f"nonce={data['nonce'][0]}&q-title=caf%E9".encode()
    response = client.post(page.get_url(), body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 303
    assert Submission.objects.get().title == "caf\ufffd"


def test_an_unknown_field_is_quoted_not_swallowed(client: Client, page: CallForIdeas) -> None:
    data = {**fill_in(client, page, TYPED), "surname": "Ana"}
    assert_given_back(client.post(page.get_url(), data), 422, "« Ana »")


def test_an_empty_unknown_field_does_no_harm(client: Client, page: CallForIdeas) -> None:
    data = {**fill_in(client, page, TYPED), "surname": ""}
    assert client.post(page.get_url(), data).status_code == 303


def test_two_answers_to_one_question_are_both_given_back(client: Client, page: CallForIdeas) -> None:
    data = {**fill_in(client, page, TYPED), "q-title": ["Une fontaine", TYPED["title"]]}
    assert_given_back(client.post(page.get_url(), data), 422, "« Une fontaine »")


def test_a_list_where_one_answer_belongs(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    data["q-title[]"] = ["Une fontaine", "Un abri"]
    assert_given_back(client.post(page.get_url(), data), 422, "« Une fontaine », « Un abri »")


def test_an_option_of_another_form_is_refused(client: Client) -> None:
    page = pages.questionnaire()
    foreign = pages.questionnaire("Une autre").form[0].value["options"].bound_blocks[0].id
    for wrong in (foreign, "", "0", "À pied", "x" * 5_000):
        data = {**fill_in(client, page, {"mode": wrong})}
        response = client.post(page.get_url(), data)
        assert response.status_code == (422 if wrong else 303)
    assert Submission.objects.get().answers == {}


def test_wrong_types_are_said_beside_each_field(client: Client) -> None:
    page = pages.questionnaire(
        form=[
            make.question("number", "Combien ?", id="n"),
            make.question("date", "Quand ?", id="d"),
            make.question("email", "Où vous écrire ?", id="e"),
            make.question("scale", "Content ?", id="s", low=1, high=5, low_label="Non", high_label="Oui"),
            make.question("yes_no", "D’accord ?", id="y"),
            make.question("theme", "Thème", id="t"),
        ]
    )
    wrong = {"n": "douze", "d": "32/13/2026", "e": "nulle part", "s": "9", "y": "peut-être", "t": "vélo"}
    response = answer(client, page, wrong)
    assert response.status_code == 422
    assert len(soup(response).select(".error-summary a")) == len(wrong)
    back = held(response)
    assert [back[f"q-{key}"] for key in "nde"] == [["douze"], ["32/13/2026"], ["nulle part"]]
    assert not Submission.objects.exists()


@pytest.mark.parametrize("body", ["oversized", "fields"])
def test_more_than_is_taken_at_once(
    client: Client, page: CallForIdeas, settings: Settings, body: str, english: English
) -> None:
    other = english(page)
    data: dict[str, Any] = {"q-idea": "a" * 3_000_000}
    if body == "fields":
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
        data = {f"q-{number}": "a" for number in range(20)}
    for target, words in ((page, "Rien n’a été enregistré"), (other, "Nothing was recorded")):
        response = client.post(target.get_url(), data)
        assert response.status_code == 413
        assert words in text_of(response)
        assert "no-store" in response["Cache-Control"]
        assert "Content-Security-Policy" in response
    assert not Submission.objects.exists()


def test_a_body_over_the_limit_that_says_nothing_of_its_length(client: Client, page: CallForIdeas) -> None:
    body = b"q-idea=" + b"a" * 3_000_000
    response = client.post(
        page.get_url(), body, content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=""
    )
    assert response.status_code in (400, 413)
    assert not Submission.objects.exists()


def test_a_file_nobody_asked_for_is_left_aside(client: Client, page: CallForIdeas) -> None:
    data = {**fill_in(client, page, TYPED), "q-private": SimpleUploadedFile("a.html", b"<script>")}
    assert client.post(page.get_url(), data).status_code == 303
    assert Submission.objects.get().answers == TYPED


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"\xff\xfe\x00", "multipart/form-data; boundary=" + "y" * 300),
        (json.dumps(TYPED).encode(), "application/json"),
        (b"q-title=a", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"", "text/plain"),
    ],
)
def test_a_body_that_is_no_form(client: Client, page: CallForIdeas, body: bytes, kind: str) -> None:
    response = client.post(page.get_url(), body, content_type=kind)
    assert response.status_code == 400
    assert soup(response).h1 is not None
    assert not Submission.objects.exists()


@pytest.mark.parametrize("nonce", ["", "x", "WzEsMl0:1abc:def", "é\x00", "a" * 100_000])
def test_a_tampered_nonce(client: Client, page: CallForIdeas, nonce: str) -> None:
    data = with_nonce(fill_in(client, page, TYPED), nonce)
    response = client.post(page.get_url(), data)
    assert_given_back(response, 400, "trop ancien ou a été modifié")
    # What comes back can be sent.
    assert client.post(page.get_url(), held(response)).status_code == 303


def test_the_nonce_of_another_page(client: Client, page: CallForIdeas) -> None:
    other = fill_in(client, pages.call_for_ideas("Autre appel"), {})
    data = with_nonce(fill_in(client, page, TYPED), other["nonce"][0])
    assert_given_back(client.post(page.get_url(), data), 400, "trop ancien ou a été modifié")


def test_a_form_left_open_for_more_than_a_week(
    client: Client, page: CallForIdeas, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = fill_in(client, page, TYPED)
    monkeypatch.setattr("forms.intake.nonce.MAX_AGE_SECONDS", -1)
    response = client.post(page.get_url(), data)
    assert_given_back(response, 400, "trop ancien ou a été modifié")


def test_a_page_that_is_closed_gives_back_what_was_typed(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    page.closes_at = timezone.now()
    page.save_revision().publish()
    response = client.post(page.get_url(), data)
    assert_given_back(response, 403, "n’accepte pas de réponse")
    assert not soup(response).select("form:has(input[name=nonce]) button[type=submit]")


def test_a_page_that_is_not_open_yet(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    page.opens_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    assert_given_back(client.post(page.get_url(), data), 403, "n’accepte pas de réponse")


def test_a_page_that_is_no_longer_published(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    page.unpublish()
    response = client.post(page.get_url(), data)
    assert response.status_code == 404
    assert not Submission.objects.exists()


@pytest.mark.parametrize("kind", ["password", "login"])
def test_a_page_that_not_everybody_may_see(client: Client, page: CallForIdeas, kind: str) -> None:
    data = fill_in(client, page, TYPED)
    page.view_restrictions.create(restriction_type=kind, password="sésame")
    response = client.post(page.get_url(), data)
    assert response.status_code == (200 if kind == "password" else 302)
    assert TYPED["title"].encode() not in response.content
    assert not Submission.objects.exists()


def test_a_replayed_form_is_one_submission_with_the_same_code(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    codes = {code_after(client, client.post(page.get_url(), data)) for _ in range(3)}
    assert len(codes) == 1
    assert Submission.objects.count() == 1


def test_a_form_sent_again_after_the_page_closed_was_sent_before(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    code = code_after(client, client.post(page.get_url(), data))
    page.closes_at = timezone.now()
    page.save_revision().publish()
    assert code_after(client, client.post(page.get_url(), data)) == code
    assert Submission.objects.count() == 1


def test_a_nonce_with_other_answers_is_another_submission(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, TYPED)
    first = code_after(client, client.post(page.get_url(), data))
    second = code_after(client, client.post(page.get_url(), {**data, "q-idea": "Plutôt au lavoir."}))
    assert first != second
    assert [s.answers["idea"] for s in Submission.objects.order_by("id")] == [
        TYPED["idea"],
        "Plutôt au lavoir.",
    ]


def test_an_expired_csrf_token_brings_the_form_back_filled_in(page: CallForIdeas) -> None:
    client = Client(enforce_csrf_checks=True)
    data = fill_in(client, page, TYPED)
    client.cookies.clear()
    response = client.post(page.get_url(), data)
    assert_given_back(response, 403, "Vos réponses sont toujours là")
    # What comes back can be sent.
    assert client.post(page.get_url(), held(response)).status_code == 303


def test_an_expired_csrf_token_in_english(page: CallForIdeas, english: English) -> None:
    other = english(page)
    client = Client(enforce_csrf_checks=True)
    data = fill_in(client, other, TYPED)
    client.cookies.clear()
    response = client.post(other.get_url(), data)
    assert_given_back(response, 403, "Your answers are still here")
    assert response.wsgi_request.path.startswith("/en/")


def test_an_expired_csrf_token_on_a_closed_page_says_that_it_is_closed(page: CallForIdeas) -> None:
    client = Client(enforce_csrf_checks=True)
    data = fill_in(client, page, TYPED)
    client.cookies.clear()
    page.closes_at = timezone.now()
    page.save_revision().publish()
    assert_given_back(client.post(page.get_url(), data), 403, "n’accepte pas de réponse")


def test_an_expired_csrf_token_opens_no_restricted_page(page: CallForIdeas) -> None:
    client = Client(enforce_csrf_checks=True)
    page.view_restrictions.create(restriction_type="login")
    response = client.post(page.get_url(), {"q-title": "Un banc"})
    assert response.status_code == 302
    assert "Votre idée".encode() not in response.content


def test_an_expired_csrf_token_where_there_is_no_form() -> None:
    home = pages.site()
    response = Client(enforce_csrf_checks=True).post(home.get_url(), {})
    assert response.status_code == 403
    assert "trop longtemps" in text_of(response)


def test_a_simple_robot_that_fills_in_everything(client: Client, page: CallForIdeas) -> None:
    data = {**fill_in(client, page, TYPED), "website": "https://spam.example"}
    response = client.post(page.get_url(), data)
    assert_given_back(response, 422, "Un champ caché a été rempli")
    assert held(response)["website"] == [""]


def test_a_robot_that_is_faster_than_people(client: Client, page: CallForIdeas, settings: Settings) -> None:
    settings.MINIMUM_FILL_SECONDS = 3
    data = fill_in(client, page, TYPED)
    response = client.post(page.get_url(), data)
    assert_given_back(response, 422, "très rapide")
    # Sent again later, it is the same form: no second wait begins.
    settings.MINIMUM_FILL_SECONDS = 0
    assert client.post(page.get_url(), held(response)).status_code == 303


def test_a_form_that_changed_while_it_was_filled_in(client: Client, page: CallForIdeas) -> None:
    data = fill_in(client, page, {**TYPED, "private": "Appelez-moi"})
    page.form = [block for block in page.form.raw_data if block["id"] != "private"] + [
        make.question("short_text", "Votre rue", id="street", required=True)
    ]
    page.save_revision().publish()
    response = client.post(page.get_url(), data)
    assert_given_back(response, 422, "« Appelez-moi »")
    assert "Votre rue" in text_of(response)
    again = {**held(response), "q-street": "Rue du Four"}
    assert client.post(page.get_url(), again).status_code == 303
    assert Submission.objects.get().answers == {**TYPED, "street": "Rue du Four"}


def test_an_option_that_was_removed_while_the_form_was_filled_in(client: Client) -> None:
    page = pages.questionnaire()
    options = page.form.raw_data[0]["value"]["options"]
    data = fill_in(client, page, {"mode": options[0]["id"]})
    page.form = [{**page.form.raw_data[0], "value": {"label": "Comment ?", "options": options[1:]}}]
    page.save_revision().publish()
    response = client.post(page.get_url(), data)
    assert response.status_code == 422
    assert "n’est pas proposée" in text_of(response)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client: Client, page: CallForIdeas, method: str) -> None:
    response = getattr(client, method)(page.get_url())
    assert response.status_code == 405
    assert "POST" in response["Allow"]


def test_head_and_options_answer_without_a_body(client: Client, page: CallForIdeas) -> None:
    head = client.head(page.get_url())
    assert (head.status_code, head.content) == (200, b"")
    assert "POST" in client.options(page.get_url())["Allow"]


def test_a_contribution_takes_no_post(client: Client, page: CallForIdeas) -> None:
    submission = make.send(page, TYPED)
    response = client.post(f"{page.get_url()}contributions/{submission.pk}/", {"q-title": "x"})
    assert response.status_code == 405


@pytest.mark.parametrize("number", ["0", "999999999999999999999999"])
def test_a_contribution_that_is_none(client: Client, page: CallForIdeas, number: str) -> None:
    assert client.get(f"{page.get_url()}contributions/{number}/").status_code == 404


def test_markup_is_text_wherever_it_comes_back(client: Client, page: CallForIdeas) -> None:
    script = "<script>alert(1)</script>{{ 7|add:7 }}"
    response = answer(client, page, {"title": "", "idea": script})
    assert b"<script>alert" not in response.content
    assert held(response)["q-idea"] == [script]


def test_a_page_whose_form_has_no_question_yet_takes_nothing(client: Client) -> None:
    page = pages.call_for_ideas(form=[])
    assert "nonce" not in client.get(page.get_url()).content.decode()
    response = client.post(page.get_url(), {"q-title": "x"})
    assert response.status_code == 403
    assert not Submission.objects.exists()
