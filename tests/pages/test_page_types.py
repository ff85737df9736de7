"""What editors can make where, and how it first looks."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from forms.enums import Publication
from forms.page import Opening
from pages.models import (
    CallForIdeas,
    Consultation,
    ContentPage,
    Event,
    HomePage,
    News,
    NewsIndex,
    Process,
    ProcessIndex,
    Questionnaire,
    Results,
)
from tests.factories.pages import call_for_ideas, consultation, news_index, questionnaire, results, site

pytestmark = pytest.mark.django_db

TYPES = [
    HomePage,
    Consultation,
    Questionnaire,
    CallForIdeas,
    Results,
    Process,
    ProcessIndex,
    ContentPage,
    NewsIndex,
    News,
    Event,
]
WITH_FORM = [Consultation, Questionnaire, CallForIdeas]
HOUR = datetime.timedelta(hours=1)


class TestTheTree:
    def test_only_a_home_page_stands_at_the_top(self) -> None:
        assert set(Page.allowed_subpage_models()) & set(TYPES) == {HomePage}

    def test_below_the_home_page_stands_everything_else_but_single_news(self) -> None:
        assert set(HomePage.allowed_subpage_models()) == set(TYPES) - {HomePage, News}

    def test_below_a_process_stand_its_steps(self) -> None:
        expected = {Consultation, Questionnaire, CallForIdeas, Results, Event, News}
        assert set(Process.allowed_subpage_models()) == expected

    def test_below_lists_stands_what_they_list(self) -> None:
        assert ProcessIndex.allowed_subpage_models() == [Process]
        assert NewsIndex.allowed_subpage_models() == [News]

    @pytest.mark.parametrize("model", WITH_FORM)
    def test_below_a_page_with_a_form_stand_its_results(self, model: type[Page]) -> None:
        assert model.allowed_subpage_models() == [Results]

    def test_below_results_stands_nothing(self) -> None:
        assert Results.allowed_subpage_models() == []


class TestTheEditor:
    @pytest.mark.parametrize("model", TYPES)
    def test_says_what_a_type_is_for(self, model: type[Page]) -> None:
        assert len(str(model.page_description)) > 20

    @pytest.mark.parametrize(
        ("model", "expected"),
        [
            (Consultation, Publication.MODERATED),
            (Questionnaire, Publication.NONE),
            (CallForIdeas, Publication.MODERATED),
        ],
    )
    def test_begins_with_the_way_of_publishing_of_the_type(
        self, model: type[Page], expected: Publication
    ) -> None:
        assert model().publication == expected
        assert model(publication=Publication.NONE).publication == Publication.NONE

    @pytest.mark.parametrize("model", TYPES)
    def test_opens_for_a_new_page(self, model: type[Page], editor: Client) -> None:
        parent = Page.get_first_root_node() if model is HomePage else site()
        parent = news_index() if model is News else parent

        response = editor.get(
            reverse("wagtailadmin_pages:add", args=["pages", model._meta.model_name, parent.pk])
        )

        assert response.status_code == 200

    def test_puts_what_belongs_together_in_one_tab(self) -> None:
        tabs = {str(tab.heading): tab for tab in Questionnaire.edit_handler.children}

        assert len(tabs) == 5

    def test_does_not_call_a_call_open_that_closes_before_it_opens(self) -> None:
        page = Questionnaire(title="x", opens_at=timezone.now(), closes_at=timezone.now() - HOUR)

        with pytest.raises(ValidationError) as error:
            page.clean()
        assert "closes_at" in error.value.message_dict


def dates(opens: datetime.timedelta | None, closes: datetime.timedelta | None) -> dict:
    now = timezone.now()
    return {"opens_at": now + opens if opens else None, "closes_at": now + closes if closes else None}


class TestOpening:
    @pytest.mark.parametrize(
        ("opens", "closes", "expected"),
        [
            (None, None, Opening.OPEN),
            (-HOUR, None, Opening.OPEN),
            (None, HOUR, Opening.OPEN),
            (-HOUR, HOUR, Opening.OPEN),
            (HOUR, None, Opening.UPCOMING),
            (HOUR, 2 * HOUR, Opening.UPCOMING),
            (None, -HOUR, Opening.CLOSED),
            (-2 * HOUR, -HOUR, Opening.CLOSED),
        ],
    )
    def test_follows_from_the_dates(
        self, opens: datetime.timedelta | None, closes: datetime.timedelta | None, expected: Opening
    ) -> None:
        assert Questionnaire(**dates(opens, closes)).opening == expected

    def test_compares_moments_whatever_their_time_zones(self) -> None:
        reunion = datetime.timezone(datetime.timedelta(hours=4))
        in_an_hour = (timezone.now() + HOUR).astimezone(reunion)

        assert Questionnaire(opens_at=in_an_hour).opening == Opening.UPCOMING
        assert Questionnaire(closes_at=in_an_hour).opening == Opening.OPEN

    def test_without_a_form_nothing_can_be_sent(self) -> None:
        assert not Questionnaire().is_open

    @pytest.mark.parametrize("make", [consultation, questionnaire, call_for_ideas])
    def test_decides_whether_the_form_is_shown(self, make: object, client: Client) -> None:
        upcoming, opened, closed = (
            make("Bientôt", **dates(HOUR, None)),
            make("Maintenant", **dates(None, None)),
            make("Fini", **dates(None, -HOUR)),
        )

        shown = [
            'name="nonce"' in client.get(page.url).content.decode() for page in (upcoming, opened, closed)
        ]

        assert shown == [False, True, False]

    @pytest.mark.parametrize("when", [dates(HOUR, None), dates(None, -HOUR)])
    def test_decides_whether_something_can_be_sent(self, when: dict, client: Client) -> None:
        page = questionnaire(**when)

        response = client.post(page.url, {"q-mode": "x"})

        assert response.status_code == 403
        assert not page.submissions.exists()


class TestPublicPages:
    @pytest.mark.parametrize("make", [consultation, questionnaire, call_for_ideas, results])
    def test_answer(self, make: object, client: Client) -> None:
        page = make(lead="En deux phrases.")

        response = client.get(page.url)

        assert response.status_code == 200
        assert "En deux phrases." in response.content.decode()

    def test_results_stand_below_what_they_report_on(self, client: Client) -> None:
        page = questionnaire()
        report = results(parent=page)

        assert report.url == f"{page.url}{report.slug}/"
        assert client.get(report.url).status_code == 200
        assert report.url in client.get(page.url).content.decode()
