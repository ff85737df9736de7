"""An author who is asked to changes what they sent; both versions are kept."""

from typing import Any

import pytest
from django.test import Client

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import Quota, Submission, SubmissionEdit
from forms.moderation import services
from pages.models import CallForIdeas
from portal.search.models import IndexEntry
from tests.factories import limits, pages
from tests.forms.browser import field_name, soup, text_of
from tests.forms.telling.conftest import ANSWERS, author_of, desk_of, sent

pytestmark = pytest.mark.django_db
EDIT = "/en/suivi/modifier/"


def asked(call: CallForIdeas, by: Any) -> Submission:
    """An idea whose author is asked for a change."""
    submission = sent(call)
    services.request_change(submission, by=by, message="Sans le nom de votre voisin, s’il vous plaît.")
    return submission


def change(author: Client, **answers: str) -> Any:
    """Open the form, change some answers and send it again."""
    form = soup(author.get(EDIT)).select_one("main form")
    data = {
        field["name"]: field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        for field in form.select("input[name], textarea[name]")
    }
    return author.post(EDIT, {**data, **{field_name(key): value for key, value in answers.items()}})


def test_the_form_comes_filled_in_with_what_the_moderator_asks_for(call: CallForIdeas, camille: Any) -> None:
    author = author_of(asked(call, camille))
    assert "A moderator asks you to change something" in text_of(author.get("/en/suivi/"))
    page = author.get(EDIT)
    assert "Sans le nom de votre voisin" in text_of(page)
    assert soup(page).select_one(f"[name={field_name('title')}]")["value"] == "Un banc"
    assert ANSWERS["idea"] in soup(page).select_one(f"textarea[name={field_name('idea')}]").text
    assert "no-store" in page["Cache-Control"]


def test_what_is_sent_again_awaits_a_decision_and_the_earlier_text_is_kept(
    call: CallForIdeas, camille: Any
) -> None:
    submission = asked(call, camille)
    IndexEntry.objects.all().delete()
    assert change(author_of(submission), title="Deux bancs").status_code == 303
    submission.refresh_from_db()
    assert (submission.state, submission.title) == (State.PENDING, "Deux bancs")
    assert submission.answers == {**ANSWERS, "title": "Deux bancs"}
    assert "deux bancs" in submission.search_text
    last = submission.decisions.last()
    assert (last.action, last.source) == (DecisionAction.EDIT, DecisionSource.AUTHOR)
    kept = SubmissionEdit.objects.get()
    assert (kept.answers, kept.title, kept.decision) == (ANSWERS, "Un banc", last)
    assert IndexEntry.objects.exists()


def test_the_moderator_sees_old_and_new_beside_each_other(call: CallForIdeas, camille: Any) -> None:
    submission = asked(call, camille)
    change(author_of(submission), title="Deux bancs", private="")
    page = soup(desk_of(camille).get(submission.admin_url))
    pairs = page.select_one(".desk-change")
    assert [element.text.strip() for element in pairs.select("del")] == ["Un banc", "Appelez-moi"]
    assert [element.text.strip() for element in pairs.select("ins")] == ["Deux bancs"]
    assert "Votre idée" not in [heading.text for heading in pairs.select("h4")]


def test_answers_are_checked_as_when_they_were_first_sent(call: CallForIdeas, camille: Any) -> None:
    submission = asked(call, camille)
    response = change(author_of(submission), title="", idea="Gardé")
    assert response.status_code == 422
    assert "Gardé" in soup(response).select_one(f"textarea[name={field_name('idea')}]").text
    submission.refresh_from_db()
    assert submission.state == State.CHANGES_REQUESTED


def test_sending_the_same_again_changes_nothing(call: CallForIdeas, camille: Any) -> None:
    response = change(author_of(asked(call, camille)))
    assert response.status_code == 409
    assert "Nothing has changed." in text_of(response)
    assert not SubmissionEdit.objects.exists()


def test_only_what_a_change_is_asked_for_can_be_changed(call: CallForIdeas, camille: Any) -> None:
    submission = asked(call, camille)
    author = author_of(submission)
    opened = soup(author.get(EDIT)).select_one("input[name=followed]")["value"]
    services.publish(submission, by=camille)
    assert author.get(EDIT).status_code == 302
    data = {"followed": opened, field_name("title"): "Trop tard", field_name("idea"): "Perdu ?"}
    response = author.post(EDIT, data)
    assert response.status_code == 409
    # What was typed is still there.
    assert soup(response).select_one(f"[name={field_name('title')}]")["value"] == "Trop tard"
    submission.refresh_from_db()
    assert submission.title == "Un banc"
    assert Client().post(EDIT, data | {"followed": "x"}).status_code == 403


def test_it_can_be_changed_after_the_page_has_closed_or_changed(call: CallForIdeas, camille: Any) -> None:
    submission = asked(call, camille)
    call.form = []
    call.save_revision().publish()
    assert change(author_of(submission), title="Deux bancs").status_code == 303


def test_a_changed_option_takes_its_own_place_and_a_full_one_is_refused_beside_the_question(
    camille: Any,
) -> None:
    page = pages.call_for_ideas("Venir", form=limits.question_form(), category_limits=True)
    foot, bike = limits.quota(page, "foot", 5), limits.quota(page, "bike", 1)

    def taken() -> list[int]:
        return [Quota.objects.get(pk=quota.pk).taken for quota in (foot, bike)]

    assert limits.post(Client(), page, mode="foot", word="un").status_code == 303
    submission = Submission.objects.get(page=page)
    services.request_change(submission, by=None, message="Comment venez-vous ?")
    author = author_of(submission)
    token = soup(author.get(EDIT)).select_one("input[name=followed]")["value"]
    data = {"followed": token, field_name("mode"): "bike", field_name("word"): "deux"}

    Quota.objects.filter(pk=bike.pk).update(places=0)
    refused = author.post(EDIT, data)
    assert refused.status_code == 409
    assert "À vélo" in soup(refused).select_one(".error-summary").text
    assert "deux" in str(soup(refused).select_one(f"[name={field_name('word')}]"))
    assert taken() == [1, 0]

    Quota.objects.filter(pk=bike.pk).update(places=1)
    assert author.post(EDIT, data).status_code == 303
    assert taken() == [0, 1]
    services.mark_spam(submission, by=None)
    assert taken() == [0, 0]
