"""Synonyms that the communication team maintains."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from forms.groups import COMMUNICATION, WRITERS
from forms.moderation.services import publish
from portal.search import synonyms
from portal.search.models import SynonymGroup
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


def member_of(group: str) -> Client:
    user = User.objects.create_user("agent", password="x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(SynonymGroup.snippet_viewset.get_url_name(name), args=args)


def titles(words: str) -> list[str]:
    answer = Client().get("/recherche/", {"q": words, "format": "json"})
    return [result["title"] for result in answer.json()["results"]]


def test_the_portal_comes_with_groups_of_its_domain() -> None:
    assert SynonymGroup.objects.count() >= 50
    for group in SynonymGroup.objects.all():
        group.full_clean()
    assert ("wc",) in synonyms.thesaurus().beside(["toilette"])  # type: ignore[operator]


def test_the_team_adds_a_group_that_is_in_force_without_a_new_index(search_index: SearchIndex) -> None:
    publish(send(call_for_ideas("Appel"), {"title": "Une gloriette au jardin"}), by=None)
    search_index.drain()
    assert titles("kiosque") == []
    team = member_of(COMMUNICATION)
    answer = team.post(address("add"), {"terms": " kiosque ,gloriette,  kiosque"})
    assert answer.status_code == 302
    group = SynonymGroup.objects.get(terms="kiosque, gloriette")
    assert titles("kiosques") == ["Une gloriette au jardin"]
    assert team.get(address("list"), {"q": "gloriette"}).status_code == 200
    group.delete()
    assert titles("kiosque") == []


def test_another_process_reads_the_groups_again_within_a_minute() -> None:
    assert synonyms.thesaurus().beside(["kiosque"]) is None
    # Another process: nothing here is told of the change.
    SynonymGroup.objects.bulk_create([SynonymGroup(terms="kiosque, gloriette")])
    assert synonyms.SECONDS < 60
    cache.delete(synonyms.CACHE_KEY)
    assert synonyms.thesaurus().beside(["kiosque"]) == (("gloriette",),)


def test_the_groups_are_read_once_for_many_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        for _ in range(3):
            synonyms.thesaurus()


@pytest.mark.parametrize("terms", ["kiosque", "kiosque, ", "kiosque, kiosque", "kiosque, de la", ","])
def test_a_group_of_one_word_or_of_silent_words_is_refused(terms: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SynonymGroup(terms=terms).full_clean()
    assert "terms" in refused.value.message_dict


def test_a_group_that_is_too_long_once_it_is_written_out_is_refused() -> None:
    terms = ",".join(f"{number}" for number in range(100, 225))
    with pytest.raises(ValidationError) as refused:
        SynonymGroup(terms=terms).full_clean()
    assert "terms" in refused.value.message_dict


def test_others_do_not_edit_synonyms() -> None:
    writer = member_of(WRITERS)
    group = SynonymGroup.objects.first()
    assert group is not None
    for url in (address("list"), address("add"), address("edit", group.pk), address("delete", group.pk)):
        assert writer.get(url).status_code in (302, 403)
    assert writer.post(address("add"), {"terms": "kiosque, gloriette"}).status_code in (302, 403)
    assert not SynonymGroup.objects.filter(terms="kiosque, gloriette").exists()
