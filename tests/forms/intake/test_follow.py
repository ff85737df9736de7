"""A resident follows what they sent, and takes it back."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from forms import follow
from forms.enums import State
from forms.mail import send_waiting
from forms.models import Contributor, Decision, Submission
from forms.moderation import services
from forms.receipts import grouped, normalised
from pages.models import CallForIdeas
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.browser import answer, code_after, soup, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> CallForIdeas:
    """A call for ideas that is open."""
    return pages.call_for_ideas()


@pytest.fixture
def code(page: CallForIdeas) -> str:
    """The code of an idea that somebody sent with an address."""
    client = Client()
    sent = {"title": "Un banc", "idea": "Devant l’école", "private": "Appelez-moi", "contact_email": "a@b.fr"}
    return code_after(client, answer(client, page, sent))


@pytest.fixture
def follower(code: str) -> Client:
    """A browser that follows the idea."""
    client = Client()
    assert client.post("/suivi/", {"code": code}).status_code == 303
    return client


def test_the_code_is_128_bits_in_letters_that_nobody_mixes_up(code: str) -> None:
    plain = code.replace("-", "")
    assert len(plain) == 26
    assert not set(plain) & set("ILOU")
    assert grouped(plain) == code


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "  {code}\n",
        "{lower}",
        "{plain}",
        "{spaced}",
        "{alike}",
    ],
)
def test_the_code_may_be_typed_in_any_manner(client: Client, code: str, typed: str) -> None:
    text = typed.format(
        code=code,
        lower=code.lower(),
        plain=code.replace("-", ""),
        spaced=code.replace("-", " – "),
        alike=code.replace("0", "O").replace("1", "l"),
    )
    assert normalised(text) == code.replace("-", "")
    shown = client.post("/suivi/", {"code": text}, follow=True)
    assert shown.status_code == 200
    assert "Un banc" in text_of(shown)


def test_what_was_sent_and_where_it_stands_is_shown(follower: Client) -> None:
    words = text_of(follower.get("/suivi/"))
    for part in ("Un banc", "Devant l’école", "Appelez-moi", "En attente de modération"):
        assert part in words


def test_a_refusal_is_told_with_its_reason_and_the_moderators_words(follower: Client) -> None:
    submission = Submission.objects.get()
    moderator = User.objects.create_user("camille")
    services.refuse(
        submission, by=moderator, reason="off_topic", message="Voyez plutôt la page <b>voirie</b>."
    )
    response = follower.get("/suivi/")
    words = text_of(response)
    assert "Refusée" in words
    assert "Hors sujet" in words
    assert "Voyez plutôt la page <b>voirie</b>." in words
    assert b"<b>voirie" not in response.content
    # The author learns what was decided, not by whom.
    assert "camille" not in words


def test_a_published_idea_links_to_what_others_see(follower: Client, page: CallForIdeas) -> None:
    submission = Submission.objects.get()
    services.publish(submission, by=None)
    link = soup(follower.get("/suivi/")).find("a", href=page.contribution_url(submission))
    assert link is not None
    assert Client().get(link["href"]).status_code == 200
    page.unpublish()
    assert soup(follower.get("/suivi/")).find("a", href=page.contribution_url(submission)) is None


@pytest.mark.parametrize("typed", ["", " ", "AAAA-BBBB", "é\x00", "x" * 81, "' OR 1=1 --"])
def test_an_unknown_code_says_so_and_stays_in_the_field(client: Client, typed: str) -> None:
    pages.site()
    response = client.post("/suivi/", {"code": typed})
    assert response.status_code == 422
    field = soup(response).select_one("input[name=code]")
    assert field["aria-invalid"] == "true"
    assert soup(response).find(id=field["aria-describedby"].split()[-1]) is not None
    assert follow.COOKIE not in response.cookies


def test_a_code_in_the_address_opens_nothing(client: Client, code: str) -> None:
    assert "Un banc" not in text_of(client.get("/suivi/", {"code": code}))


def test_too_many_codes_from_one_connection(client: Client, code: str, settings: Settings) -> None:
    settings.FOLLOW_RATE = (2, 600)
    for _try in range(2):
        assert client.post("/suivi/", {"code": "AAAA"}).status_code == 422
    response = client.post("/suivi/", {"code": code})
    assert response.status_code == 429
    assert "Patientez dix minutes" in text_of(response)


def test_the_follow_up_closes_after_half_an_hour(follower: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Un banc" in text_of(follower.get("/suivi/"))
    monkeypatch.setattr(follow, "SECONDS", -1)
    assert "Un banc" not in text_of(follower.get("/suivi/"))
    # A question that was left open is not answered in silence.
    late = follower.post("/suivi/retirer/")
    assert late.status_code == 403
    assert "rien n’a été changé" in text_of(late)
    assert Submission.objects.get().state == State.PENDING


def test_the_follow_up_can_be_left(follower: Client) -> None:
    follower.post("/suivi/quitter/")
    assert "Un banc" not in text_of(follower.get("/suivi/"))
    assert follower.get("/suivi/quitter/").status_code == 405


def test_a_forged_cookie_opens_nothing(client: Client, code: str) -> None:
    client.cookies[follow.COOKIE] = f"{Submission.objects.get().pk}:1abc:forged"
    assert "Un banc" not in text_of(client.get("/suivi/"))
    # A link's token is no cookie and the other way round.
    client.cookies[follow.COOKIE] = follow.link_token(Submission.objects.get().pk)
    assert "Un banc" not in text_of(client.get("/suivi/"))


def test_following_leaves_a_moderators_session_alone(admin_client: Client, code: str) -> None:
    before = admin_client.session.get_expiry_age()
    admin_client.post("/suivi/", {"code": code})
    admin_client.post("/suivi/quitter/")
    assert admin_client.session.get_expiry_age() == before
    assert admin_client.get("/admin/").status_code == 200


def test_following_makes_no_session(follower: Client) -> None:
    follower.get("/suivi/")
    assert "sessionid" not in follower.cookies
    assert not Session.objects.exists()


def test_the_link_of_a_mail_opens_the_idea_at_an_address_without_a_secret(client: Client, code: str) -> None:
    token = follow.link_token(Submission.objects.get().pk)
    response = client.get(f"/suivi/lien/{token}/")
    assert (response.status_code, response["Location"]) == (303, "/suivi/")
    assert token not in str(response.cookies)
    assert "Un banc" in text_of(client.get("/suivi/"))


@pytest.mark.parametrize("token", ["x", "MTI:1abc:def", "é"])
def test_a_link_that_is_none_asks_for_the_code(client: Client, token: str) -> None:
    pages.site()
    response = client.get(f"/suivi/lien/{token}/")
    assert response.status_code == 404
    assert "Ce lien n’est plus valable" in text_of(response)
    assert soup(response).select_one("input[name=code]") is not None


def test_a_link_dies_after_half_a_year(client: Client, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = follow.link_token(Submission.objects.get().pk)
    monkeypatch.setattr(follow, "LINK_SECONDS", -1)
    assert client.get(f"/suivi/lien/{token}/").status_code == 404


def test_no_cache_and_no_other_page_learns_of_it(follower: Client) -> None:
    token = follow.link_token(Submission.objects.get().pk)
    for path in ("/suivi/", "/suivi/recu/", f"/suivi/lien/{token}/", "/suivi/lien/x/", "/suivi/retirer/"):
        response = follower.get(path)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        # The browser sends at most the host to the next page, and sends Origin, which Django checks.
        assert response["Referrer-Policy"] == "strict-origin"
    for path in ("/suivi/", "/suivi/retirer/"):
        robots = soup(follower.get(path)).select_one("meta[name=robots]")
        assert robots is not None
        assert "noindex" in robots["content"]


def test_the_receipt_can_be_read_again_for_a_while_and_by_nobody_else(
    client: Client, page: CallForIdeas
) -> None:
    response = answer(client, page, {"title": "Un banc"})
    code = code_after(client, response)
    assert code_after(client, response) == code
    cookie = response.cookies["receipt"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/suivi/recu/", True, "Lax")
    assert int(cookie["max-age"]) <= 600
    elsewhere = Client().get("/suivi/recu/")
    assert (elsewhere.status_code, elsewhere["Location"]) == (302, "/suivi/")


def test_cookies_are_kept_to_encrypted_connections_where_there_is_one(page: CallForIdeas) -> None:
    client = Client()
    data = {"title": "Un banc"}
    client.cookies.clear()
    opened = client.get(page.get_url(), secure=True)
    nonce = soup(opened).select_one("input[name=nonce]")["value"]
    response = client.post(page.get_url(), {"nonce": nonce, "q-title": data["title"]}, secure=True)
    assert response.cookies["receipt"]["secure"]


def test_the_code_is_nowhere_in_the_database(client: Client, code: str) -> None:
    moderator = User.objects.create_user("camille")
    services.refuse(Submission.objects.get(), by=moderator, reason="other", message="Merci")
    client.post("/suivi/", {"code": code})
    client.get("/suivi/")
    send_waiting()
    plain = code.replace("-", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert "forms_submission" in tables
        for table in tables:
            # Every column of every row as text.
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS whole WHERE upper(whole::text) LIKE ANY(%s)',
                [[f"%{code}%", f"%{plain}%"]],
            )
            assert cursor.fetchone() == (0,), table
    assert plain not in mail.outbox[0].body.replace("-", "")


def test_the_code_is_in_no_screen_of_the_admin(admin_client: Client, code: str) -> None:
    for path in ("/admin/", "/admin/snippets/forms/submission/", Submission.objects.get().admin_url):
        response = admin_client.get(path)
        assert response.status_code == 200
        assert code not in response.content.decode()
        assert Submission.objects.get().receipt_digest not in response.content.decode()


def test_taking_back_asks_first(follower: Client) -> None:
    assert soup(follower.get("/suivi/")).find("a", href="/suivi/retirer/") is not None
    asked = follower.get("/suivi/retirer/")
    assert asked.status_code == 200
    assert Submission.objects.get().state == State.PENDING
    form = soup(asked).select_one("form[action='/suivi/retirer/']")
    assert form["method"] == "post"


def test_what_was_taken_back_is_shown_to_nobody_and_its_author_is_told_then_forgotten(
    follower: Client, page: CallForIdeas
) -> None:
    submission = Submission.objects.get()
    services.publish(submission, by=None)
    address = page.contribution_url(submission)
    assert Client().get(address).status_code == 200
    response = follower.post("/suivi/retirer/", follow=True)
    assert "Retirée" in text_of(response)
    assert "/suivi/retirer/" not in response.content.decode()
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    assert Client().get(address).status_code == 404
    assert "Un banc" not in text_of(Client().get(page.get_url()))
    last = Decision.objects.latest("id")
    assert (last.by, last.to_state) == (None, State.WITHDRAWN)
    send_waiting()
    assert mail.outbox[-1].subject.endswith("Vous avez retiré votre contribution")
    assert not Contributor.objects.exists()


def test_what_was_taken_back_stays_so(follower: Client) -> None:
    follower.post("/suivi/retirer/")
    assert follower.post("/suivi/retirer/").status_code == 303
    assert follower.get("/suivi/retirer/")["Location"] == "/suivi/"
    assert Decision.objects.count() == 1


def test_a_refused_idea_cannot_be_taken_back(follower: Client) -> None:
    services.refuse(Submission.objects.get(), by=None, reason="other")
    assert "/suivi/retirer/" not in follower.get("/suivi/").content.decode()
    follower.post("/suivi/retirer/")
    assert Submission.objects.get().state == State.REFUSED


def test_taking_back_and_leaving_need_the_token_of_their_page(code: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[follow.COOKIE] = "x"
    for path in ("/suivi/", "/suivi/retirer/", "/suivi/quitter/"):
        response = client.post(path, {"code": code})
        assert response.status_code == 403
        assert "no-store" in response["Cache-Control"]


def test_in_english_all_addresses_and_words_are_english(client: Client, page: CallForIdeas) -> None:
    submission = make.send(page, {"title": "Un banc"}, contact_email="a@b.fr", language="en")
    response = client.get(f"/en/suivi/lien/{follow.link_token(submission.pk)}/")
    assert response["Location"] == "/en/suivi/"
    assert "Awaiting moderation" in text_of(client.get("/en/suivi/"))
    # The same browser goes on in the other language.
    assert "En attente de modération" in text_of(client.get("/suivi/"))


def test_a_submission_of_long_ago_can_still_be_followed(client: Client, page: CallForIdeas) -> None:
    old = timezone.now() - datetime.timedelta(days=2_000)
    submission = make.send(page, {"title": "Un banc"}, received_at=old)
    client.get(f"/suivi/lien/{follow.link_token(submission.pk)}/")
    assert str(old.year) in text_of(client.get("/suivi/"))
