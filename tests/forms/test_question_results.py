"""What is counted of tables, scales, budgets and numbers, and what results pages show of it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override
from wagtail_localize.models import StringSegment

from forms import statistics
from forms.models import QuestionStatistics
from forms.results import QuestionResult, ResultsReader
from forms.statistics import refresh
from tests.factories import pages
from tests.factories.forms import question, send
from tests.factories.translations import translate, translation_of

pytestmark = pytest.mark.django_db

ROWS = {"clean": "Propreté", "quiet": "Calme"}
COLUMNS = {"bad": "Mauvais", "good": "Bon"}
OPTIONS = {"trees": "Arbres", "play": "Jeux"}


def form(rows: dict[str, str] = ROWS) -> list[dict[str, Any]]:
    """Return a form with one question of each of these types."""
    values = [{"type": "item", "value": text, "id": text} for text in ("affiche", "lettre")]
    return [
        question("hidden", "Canal", id="h1", parameter="channel", values=values),
        question("matrix_single", "Quartier", id="m1", rows=rows, columns=COLUMNS),
        question("net_promoter", "Conseil", id="n1", low_label="Jamais", high_label="Toujours"),
        question("budget_split", "Budget", id="b1", options=OPTIONS, total=100, unit="points"),
        question("number", "Distance", id="u1", unit="km"),
    ]


@pytest.fixture
def page() -> Any:
    """A questionnaire with three answers."""
    page = pages.questionnaire(form=form())
    send(page, {"h1": "affiche", "m1": {"clean": "bad"}, "n1": 10, "b1": {"trees": 100}, "u1": "2"})
    send(page, {"h1": "affiche", "m1": {"clean": "good", "quiet": "bad"}, "n1": 3, "u1": "10.0"})
    send(page, {"h1": "lettre", "b1": {"trees": 20, "play": 80}, "u1": "3"})
    refresh([str(page.translation_key)])
    return page


def result(page: Any, question_id: str) -> QuestionResult:
    found = ResultsReader().question(f"{page.translation_key}:{question_id}")
    assert found is not None
    return found


def test_each_type_is_counted_in_its_own_way(page: Any) -> None:
    with override("en"):
        matrix, promoter, budget = result(page, "m1"), result(page, "n1"), result(page, "b1")
        number, hidden = result(page, "u1"), result(page, "h1")
    assert [(group.heading, [bar.count for bar in group.bars]) for group in matrix.groups] == [
        ("Propreté", [1, 1]),
        ("Calme", [1, 0]),
    ]
    assert matrix.answered == 2
    assert [figure.value for figure in promoter.figures] == ["0", "6.5"]
    assert [(bar.shown, bar.share) for bar in budget.bars] == [("60\xa0points", 60.0), ("40\xa0points", 40.0)]
    assert [figure.value for figure in number.figures] == ["5\xa0km", "3\xa0km", "2\xa0km", "10\xa0km"]
    assert [bar.count for bar in number.bars] == [1, 1, 0, 0, 0, 0, 0, 0, 1]
    assert [(bar.label, bar.count) for bar in hidden.bars] == [("affiche", 2), ("lettre", 1)]


def test_what_was_removed_from_a_matrix_or_a_budget_keeps_its_answers(page: Any) -> None:
    page.form = page._meta.get_field("form").to_python(form(rows={"quiet": "Calme"}))
    page.save_revision().publish()
    with override("en"):
        bars = result(page, "m1").bars
    assert [bar.count for bar in bars[:2]] == [1, 0]
    assert {(bar.label, bar.count) for bar in bars[2:]} == {
        ("Propreté: Mauvais (no longer offered)", 1),
        ("Propreté: Bon (no longer offered)", 1),
    }


def test_too_many_different_numbers_are_kept_as_fewer(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "MOST_BUCKETS", 3)
    for number in (1234, 1236, 5678):
        send(page, {"u1": str(number)})
    refresh([str(page.translation_key)])
    row = QuestionStatistics.objects.get(page_key=page.translation_key, question_id="u1")
    assert len(row.counts) < 6
    # The sum, and so the mean, stays exact.
    assert row.totals == {"": "8163.0"}
    with override("en"):
        assert result(page, "u1").figures[0].value == "1,360.5\xa0km"


def test_a_results_page_draws_them_as_tables_first(page: Any, client: Client) -> None:
    body = [
        {"type": "question_chart", "value": {"question": f"{page.translation_key}:{question_id}"}}
        for question_id in ("m1", "n1", "b1", "u1", "h1")
    ]
    shown = BeautifulSoup(client.get(pages.results(body=body).get_url()).content, "html.parser")
    matrix, promoter, budget, number, _hidden = shown.select("main figure")
    assert [caption.text for caption in matrix.select("caption")] == ["Propreté", "Calme"]
    assert len(matrix.select("table")) == len(ROWS)
    assert [bar["width"] for bar in matrix.select("svg .chart__bar")] == ["50.0", "50.0", "100.0", "0.0"]
    assert len(promoter.select("dl div")) == 2
    assert "60\xa0points" in budget.text
    assert len(number.select("dl div")) == 4
    assert not shown.select("main [style]")


def test_translators_get_the_words_and_no_technical_value(page: Any) -> None:
    english = translate(page, {"Propreté": "Cleanliness", "Jeux": "Playgrounds", "points": "points"})
    given = set(
        StringSegment.objects.filter(source=translation_of(page).source).values_list(
            "string__data", flat=True
        )
    )
    assert {*ROWS.values(), *COLUMNS.values(), *OPTIONS.values(), "Canal", "points", "km", "Jamais"} <= given
    assert not {"channel", "affiche"} & given
    matrix = english.form[1]
    assert [(item.id, item.value) for item in matrix.value["rows"].bound_blocks] == [
        ("clean", "Cleanliness"),
        ("quiet", "Calme"),
    ]
