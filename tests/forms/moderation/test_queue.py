"""The queue: what awaits a decision, filtered, screen by screen."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms.enums import Channel, State
from forms.models import Submission
from forms.moderation import listing
from forms.moderation.services import publish
from pages.models import CallForIdeas
from portal.search.engine import SearchUnavailable
from tests.factories import forms as form_factory
from tests.factories import pages
from tests.forms.moderation.conftest import bulk_url, idea, url
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


def titles(response: Any) -> list[str]:
    return [row.title for row in response.context["screen"].rows]


def at(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_opens_on_what_awaits_a_decision_the_oldest_first(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    idea(call, "Nouvelle", received_at=at(1))
    idea(call, "Ancienne", received_at=at(9))
    publish(idea(call, "Publiée"), by=moderator)
    response = desk.get(url("list"))
    assert titles(response) == ["Ancienne", "Nouvelle"]
    assert "1 week, 2 days" in response.content.decode().replace("\xa0", " ")
    assert titles(desk.get(url("list"), {"order": "newest"})) == ["Nouvelle", "Ancienne"]


def test_a_line_says_title_excerpt_page_state_channel_language_and_age(
    desk: Client, call: CallForIdeas
) -> None:
    idea(call, "Un banc", channel=Channel.PAPER)
    html = desk.get(url("list")).content.decode()
    for words in (
        "Un banc",
        "devant l’école",
        call.title,
        "Awaiting moderation",
        "Paper",
        "0\xa0minutes ago",
    ):
        assert words in html, words


def test_what_a_resident_wrote_is_never_markup(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call, "<script>alert(1)</script>")
    for address in (url("list"), url("inspect", submission.pk)):
        html = desk.get(address).content.decode()
        assert "<script>alert(1)" not in html
        assert "&lt;script&gt;alert(1)" in html


UNKNOWN_VALUES = [
    ("state", "gone"),
    ("page", "999999"),
    ("page", "x"),
    ("theme", "00000000-0000-0000-0000-000000000000"),
    ("territory", "somewhere"),
    ("channel", "pigeon"),
    ("language", "xx"),
    ("order", "random"),
    ("from", "yesterday"),
    ("to", "2026-02-31"),
    ("q", "x" * 201),
    ("after", "abc"),
    ("after", "99999999"),
    ("before", "²"),
]


def test_an_unknown_value_of_a_known_filter_is_an_error(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    for name, value in UNKNOWN_VALUES:
        assert desk.get(url("list"), {name: value}).status_code == 400, name
    assert desk.get(url("inspect", submission.pk), {"state": "gone"}).status_code == 400


def test_the_error_names_the_filter_and_keeps_the_form(desk: Client, call: CallForIdeas) -> None:
    response = desk.get(url("list"), {"from": "2026-05-02", "to": "2026-05-01", "q": "banc"})
    assert response.status_code == 400
    html = response.content.decode()
    assert "before the first one" in html
    assert 'value="banc"' in html


def test_unknown_names_are_ignored(desk: Client, call: CallForIdeas) -> None:
    idea(call)
    assert titles(desk.get(url("list"), {"utm_source": "mail", "fbclid": "1"})) == ["Un banc"]


def test_filters_by_state_page_theme_territory_channel_language_and_day(
    client: Client, moderator: Any, call: CallForIdeas
) -> None:
    from tests.factories.moderation import superuser

    client.force_login(superuser())
    theme, territory = form_factory.theme("Mobilité"), form_factory.territory("Nord")
    other = pages.call_for_ideas(
        "Autre appel",
        form=[
            *form_factory.idea_form(),
            form_factory.question("theme", "Thème", id="theme"),
            form_factory.question("territory", "Lieu", id="territory"),
        ],
    )
    idea(call, "Simple", received_at=at(3))
    form_factory.send(
        other,
        {
            "title": "Classée",
            "theme": str(theme.translation_key),
            "territory": str(territory.translation_key),
        },
        channel=Channel.PHONE,
        language="en",
    )
    publish(idea(call, "Publiée"), by=moderator)
    today = timezone.localdate().isoformat()
    for chosen, expected in [
        ({"state": "all"}, {"Simple", "Classée", "Publiée"}),
        ({"state": "published"}, {"Publiée"}),
        ({"page": other.pk}, {"Classée"}),
        ({"theme": theme.translation_key}, {"Classée"}),
        ({"territory": territory.translation_key}, {"Classée"}),
        ({"channel": "phone"}, {"Classée"}),
        ({"language": "en"}, {"Classée"}),
        ({"from": today}, {"Classée"}),
        ({"to": at(2).date().isoformat()}, {"Simple"}),
        ({"from": "01/01/2020", "channel": "web"}, {"Simple"}),
    ]:
        assert set(titles(client.get(url("list"), chosen))) == expected, chosen


def test_screens_follow_one_another_by_key(
    desk: Client, call: CallForIdeas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    moment = at(1)
    for number in range(5):
        # The same moment: only the number tells them apart, as after an import.
        idea(call, f"Idée {number}", received_at=moment)
    first = desk.get(url("list"))
    assert titles(first) == ["Idée 0", "Idée 1"]
    assert first.context["previous_url"] == ""
    second = desk.get(url("list") + first.context["next_url"])
    assert titles(second) == ["Idée 2", "Idée 3"]
    third = desk.get(url("list") + second.context["next_url"])
    assert titles(third) == ["Idée 4"]
    assert third.context["next_url"] == ""
    back = desk.get(url("list") + third.context["previous_url"])
    assert titles(back) == ["Idée 2", "Idée 3"]
    assert titles(desk.get(url("list") + back.context["previous_url"])) == ["Idée 0", "Idée 1"]


def test_no_query_counts_the_table_or_skips_rows(desk: Client, call: CallForIdeas) -> None:
    idea(call)
    with CaptureQueriesContext(connection) as queries:
        desk.get(url("list"))
    for query in queries.captured_queries:
        sql = query["sql"]
        assert "OFFSET" not in sql
        if "COUNT(" in sql and '"forms_submission"' in sql:
            assert f"LIMIT {listing.COUNT_LIMIT}" in sql


def test_the_number_of_queries_does_not_depend_on_the_rows(desk: Client, call: CallForIdeas) -> None:
    numbers = []
    for more in (1, 20):
        for _number in range(more):
            idea(call)
        desk.get(url("list"))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url("list")).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 25


def test_the_menu_says_how_many_wait_in_a_bounded_way(
    desk: Client, call: CallForIdeas, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea(call)
    idea(call)
    assert "Contributions (2)" in desk.get(url("list")).content.decode()
    monkeypatch.setattr(listing, "COUNT_LIMIT", 2)
    assert "Contributions (1+)" in desk.get(url("list")).content.decode()


def test_the_home_page_says_how_many_wait_and_since_when(desk: Client, call: CallForIdeas) -> None:
    idea(call, received_at=at(7))
    html = desk.get("/admin/").content.decode().replace("\xa0", " ")
    assert "Contributions to moderate" in html
    assert "1 week ago" in html


def test_without_the_search_server_words_are_looked_up_in_published_texts(
    desk: Client, call: CallForIdeas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: Any, **kwargs: Any) -> None:
        raise SearchUnavailable

    monkeypatch.setattr("forms.moderation.text.desk.find", down)
    idea(call, "Des vélos")
    idea(call, "Un banc")
    response = desk.get(url("list"), {"q": "VÉLO"})
    assert titles(response) == ["Des vélos"]
    assert "reduced at the moment" in response.content.decode()


def test_a_questionnaire_s_answer_without_a_title_is_named_by_its_number(
    client: Client,
) -> None:
    from tests.factories.moderation import superuser

    client.force_login(superuser())
    page = pages.questionnaire()
    submission = form_factory.send(page, {"mode": page.form[0].value["options"].bound_blocks[1].id})
    assert submission.state == State.RECORDED
    response = client.get(url("list"), {"state": "recorded"})
    assert [row.excerpt for row in response.context["screen"].rows] == ["À vélo"]
    assert str(submission.pk) in titles(response)[0]
    assert Submission.objects.count() == 1


def test_words_are_looked_up_in_private_answers_too(
    desk: Client, call: CallForIdeas, search_index: SearchIndex, moderator: Any
) -> None:
    form_factory.send(call, {"title": "Des arbres", "private": "Ma voisine parle de hérissons."})
    idea(call, "Un banc")
    others = pages.call_for_ideas("Autre")
    form_factory.send(others, {"title": "Ailleurs", "private": "hérisson"})
    search_index.drain()
    response = desk.get(url("list"), {"q": "herisson"})
    assert titles(response) == ["Des arbres"]
    assert not response.context["matching"].is_reduced
    # The index has not heard of it yet, the row has: it no longer waits.
    publish(Submission.objects.get(title="Des arbres"), by=moderator)
    assert titles(desk.get(url("list"), {"q": "herisson"})) == []


def test_all_that_words_find_can_be_decided_on_at_once(
    desk: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    for title in ("Des vélos", "Un vélo", "Un banc"):
        idea(call, title)
    search_index.drain()
    address = f"{bulk_url('publish')}?id=all&q=velos"
    page = desk.get(address)
    assert page.context["total"] == 2
    desk.post(address, {"up_to": page.context["up_to"], "total": 2})
    assert set(Submission.objects.filter(state=State.PUBLISHED).values_list("title", flat=True)) == {
        "Des vélos",
        "Un vélo",
    }
