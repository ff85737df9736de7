"""What is public is all that the public index holds.

A word that stands only where the public may not read changes no public answer: each test compares
the whole answers, of a page as HTML and as JSON, with those given before the word came in.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from forms.models import Submission
from forms.moderation.services import hide, mark_spam, publish, refuse, withdraw
from pages.models import CallForIdeas
from portal.search.registry import Index
from tests.factories.forms import idea_form, question, send, theme
from tests.factories.pages import call_for_ideas, site
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db

SECRET = "zinzolin"
# Both are corrected into the word where it is public.
MISSPELT, SOUNDING_LIKE = "zinzolim", "zainzaulain"


@pytest.fixture
def call() -> CallForIdeas:
    return call_for_ideas("Appel")


def answers(client: Client) -> list[bytes]:
    """Everything that the public search says about the word, and about anything."""
    asked = [
        SECRET,
        SECRET[:6],
        MISSPELT,
        SOUNDING_LIKE,
        f"{SECRET} fontaine",
        f"fontaine {MISSPELT}",
        "fontaine",
    ]
    queries = [*({"q": words} for words in asked), {}]
    pages = [
        client.get("/recherche/", {**query, "format": form}).content
        for query in queries
        for form in ("html", "json")
    ]
    begun = [SECRET[:2], SECRET[:5], SECRET, f"fontaine {SECRET[:3]}", f"{SECRET} fon", "fon"]
    return pages + [client.get("/recherche/suggestions/", {"q": words}).content for words in begun]


def published_idea(call: CallForIdeas, **given: str) -> Submission:
    submission = send(call, {"title": "Une fontaine", "idea": "De l’eau fraîche.", **given})
    publish(submission, by=None)
    return submission


def leave_pending(submission: Submission) -> None:
    """Decide nothing."""


def publish_then_hide(submission: Submission) -> None:
    publish(submission, by=None)
    hide(submission, by=None, reason="personal_data")


def publish_then_withdraw(submission: Submission) -> None:
    publish(submission, by=None)
    withdraw(submission)


@pytest.mark.parametrize(
    "decide",
    [
        leave_pending,
        lambda submission: refuse(submission, by=None, reason="off_topic"),
        lambda submission: mark_spam(submission, by=None),
        publish_then_hide,
        publish_then_withdraw,
    ],
    ids=["waiting", "refused", "spam", "hidden", "withdrawn"],
)
def test_what_is_not_published_changes_no_public_answer(
    client: Client,
    call: CallForIdeas,
    search_index: SearchIndex,
    decide: Callable[[Submission], object],
) -> None:
    published_idea(call)
    search_index.drain()
    before = answers(client)
    decide(send(call, {"title": f"Un {SECRET}", "idea": f"Le {SECRET} est beau"}))
    search_index.drain()
    assert answers(client) == before


def test_a_contribution_that_was_public_leaves_no_trace_when_it_is_hidden(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    published_idea(call)
    search_index.drain()
    before = answers(client)
    submission = send(call, {"title": f"Un {SECRET}"})
    publish(submission, by=None)
    search_index.drain()
    public = answers(client)
    assert not any(one == other for one, other in zip(public[:10], before, strict=False))
    assert b'"suggestions": ["zinzolin"]' in b"".join(public)
    assert b'"taken": "zinzolin"' in b"".join(public)
    hide(submission, by=None, reason="personal_data")
    search_index.drain()
    assert answers(client) == before


def test_a_private_answer_changes_no_public_answer(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    published_idea(call)
    search_index.drain()
    before = answers(client)
    other = send(call, {"title": "Une fontaine", "idea": "De l’eau fraîche.", "private": SECRET})
    search_index.drain()
    # The submission itself is not published: nothing may change.
    assert answers(client) == before
    publish(other, by=None)
    search_index.drain()
    texts = b"".join(answers(client))
    assert texts.count(SECRET.encode()) == b"".join(before).count(SECRET.encode())
    assert client.get("/recherche/", {"q": SECRET, "format": "json"}).json()["total"] == 0


def test_a_theme_that_was_asked_in_private_is_counted_under_no_public_facet(
    client: Client, search_index: SearchIndex
) -> None:
    chosen = theme("Eau")
    private = [*idea_form(), question("theme", "Thème", id="theme", published=False)]
    public = [*idea_form(), question("theme", "Thème", id="theme", published=True)]
    key = str(chosen.translation_key)
    for title, form in (("Appel discret", private), ("Appel ouvert", public)):
        page = call_for_ideas(title, form=form)
        publish(send(page, {"title": f"Idée de l’{title.lower()}", "theme": key}), by=None)
    search_index.drain()
    data = client.get("/recherche/", {"theme": key, "format": "json"}).json()
    assert [result["title"] for result in data["results"]] == ["Idée de l’appel ouvert"]
    (facet,) = [facet for facet in data["facets"] if facet["name"] == "theme"]
    assert facet["values"] == [{"value": key, "label": "Eau", "count": 1, "chosen": True}]


@pytest.mark.parametrize("restrict", ["unpublish", "restrict", "restrict the parent"])
def test_a_page_that_closes_takes_itself_and_its_contributions_out(
    client: Client, search_index: SearchIndex, restrict: str
) -> None:
    parent = call_for_ideas("La section")
    page = call_for_ideas(f"Appel {SECRET}", parent=parent)
    publish(send(page, {"title": f"Une idée de {SECRET}"}), by=None)
    search_index.drain()
    assert client.get("/recherche/", {"q": SECRET, "format": "json"}).json()["total"] == 2
    if restrict == "unpublish":
        page.unpublish()
    else:
        closed = page if restrict == "restrict" else parent
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
    # Before the queue is drained the index is stale: hits are read again and left out.
    assert client.get("/recherche/", {"q": SECRET, "format": "json"}).json()["results"] == []
    search_index.drain()
    data = client.get("/recherche/", {"q": SECRET, "format": "json"}).json()
    assert (data["total"], data["results"]) == (0, [])
    assert all(value["count"] == 0 for facet in data["facets"] for value in facet["values"])
    assert all(SECRET not in value["label"] for facet in data["facets"] for value in facet["values"])


def test_a_page_that_opens_again_brings_its_contributions_back(
    client: Client, search_index: SearchIndex
) -> None:
    page = call_for_ideas("Appel")
    publish(send(page, {"title": "Une fontaine"}), by=None)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    search_index.drain()
    assert client.get("/recherche/", {"q": "fontaine", "format": "json"}).json()["total"] == 0
    restriction.delete()
    search_index.drain()
    assert client.get("/recherche/", {"q": "fontaine", "format": "json"}).json()["total"] == 1


def test_a_page_moved_under_a_restricted_one_leaves_with_its_contributions(
    client: Client, search_index: SearchIndex
) -> None:
    section = call_for_ideas("Section fermée")
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    page = call_for_ideas(f"Appel {SECRET}", parent=site())
    publish(send(page, {"title": f"Une idée de {SECRET}"}), by=None)
    search_index.drain()
    assert client.get("/recherche/", {"q": SECRET, "format": "json"}).json()["total"] == 2
    page.move(section, pos="last-child")
    search_index.drain()
    assert client.get("/recherche/", {"q": SECRET, "format": "json"}).json()["total"] == 0


def test_a_deleted_page_leaves_no_ghost(client: Client, search_index: SearchIndex) -> None:
    parent = call_for_ideas("La section")
    child = call_for_ideas("La page du dessous", parent=parent)
    search_index.drain()
    assert {f"page-{parent.pk}", f"page-{child.pk}"} <= search_index.indexed()
    keys = {f"page-{parent.pk}", f"page-{child.pk}"}
    parent.delete()
    search_index.drain()
    assert not keys & search_index.indexed()


def test_the_public_index_holds_no_private_text_at_all(call: CallForIdeas, search_index: SearchIndex) -> None:
    published_idea(call, private=SECRET)
    send(call, {"title": SECRET, "idea": SECRET})
    search_index.drain()
    everything = search_index.client.search(index=search_index.alias(Index.PUBLIC), size=100)
    assert SECRET not in str(everything)
    desk = search_index.client.search(index=search_index.alias(Index.DESK), size=100)
    assert str(desk).count(SECRET) > 0
