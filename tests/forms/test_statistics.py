"""Figures follow what was sent and what became of it."""

import datetime
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms import statistics
from forms.enums import Channel
from forms.fields.drawing import Bar
from forms.models import QuestionStatistics, RecountMark, Submission
from forms.moderation import services
from forms.results import QuestionResult, ResultsReader, countable_questions
from forms.statistics import count_marked, mark, refresh
from portal.search.drain import drain
from portal.work.registry import jobs
from tests.factories.forms import question, send, theme
from tests.factories.pages import call_for_ideas, questionnaire
from tests.factories.translations import fresh

pytestmark = pytest.mark.django_db

MODES = {"on-foot": "À pied", "bike": "À vélo", "bus": "En bus"}


def option(key: str, words: str) -> dict[str, str]:
    return {"type": "item", "id": key, "value": words}


def mode_question(**words: str) -> dict[str, Any]:
    options = [option(key, text) for key, text in (words or MODES).items()]
    return question("single_choice", "Comment ?", id="mode", options=options, display="radio")


@pytest.fixture
def page() -> Any:
    return questionnaire(
        form=[
            mode_question(**MODES),
            question(
                "multiple_choice",
                "Que manque-t-il ?",
                id="missing",
                options=[option("lanes", "Des pistes"), option("racks", "Des arceaux")],
            ),
            question("scale", "Content ?", id="grade", low=1, high=5, low_label="Pas", high_label="Très"),
            question("yes_no", "Un vélo ?", id="owns"),
            question("theme", "Thème ?", id="theme"),
            question("consent", "Me recontacter", id="again"),
            question("long_text", "Pourquoi ?", id="why"),
        ]
    )


def counted(page: Any, question_id: str) -> dict[str, int]:
    """Return what is on record, as a fresh count from the submissions finds it."""
    refresh([str(page.translation_key)])
    row = QuestionStatistics.objects.filter(page_key=page.translation_key, question_id=question_id).first()
    return {**row.counts, "answered": row.answered} if row else {}


def result(page: Any, question_id: str) -> QuestionResult:
    found = ResultsReader().question(f"{page.translation_key}:{question_id}")
    assert found is not None
    return found


class TestCounting:
    def test_counts_each_type_of_question_in_its_own_way(self, page: Any) -> None:
        label = theme("Mobilités")
        send(page, {"mode": "bike", "missing": ["lanes", "racks"], "grade": 5, "owns": "yes", "again": True})
        send(page, {"mode": "bike", "missing": ["lanes"], "grade": 1, "owns": "no", "why": "Parce que."})
        send(page, {"mode": "bus", "theme": str(label.translation_key)})

        assert counted(page, "mode") == {"bike": 2, "bus": 1, "answered": 3}
        assert counted(page, "missing") == {"lanes": 2, "racks": 1, "answered": 2}
        assert counted(page, "grade") == {"1": 1, "5": 1, "answered": 2}
        assert counted(page, "owns") == {"yes": 1, "no": 1, "answered": 2}
        assert counted(page, "theme") == {str(label.translation_key): 1, "answered": 1}
        assert counted(page, "again") == {"yes": 1, "answered": 1}
        assert counted(page, "why") == {}

    def test_leaves_out_what_was_refused_hidden_withdrawn_or_is_spam(self) -> None:
        page = call_for_ideas(form=[mode_question()])
        _pending, published, refused, hidden, spam, withdrawn = (
            send(page, {"mode": "bike"}) for _ in range(6)
        )
        services.publish(published, by=None)
        services.refuse(refused, by=None, reason="off_topic")
        services.publish(hidden, by=None)
        services.hide(hidden, by=None, reason="offensive")
        services.mark_spam(spam, by=None)
        services.withdraw(withdrawn)

        assert counted(page, "mode") == {"bike": 2, "answered": 2}
        numbers = ResultsReader().numbers(page.translation_key)
        assert (numbers.total, numbers.published) == (2, 1)

    def test_counts_a_submission_that_was_restored(self) -> None:
        page = call_for_ideas(form=[mode_question()])
        idea = send(page, {"mode": "bike"})
        services.refuse(idea, by=None, reason="off_topic")
        assert counted(page, "mode") == {}

        services.restore(idea, by=None)

        assert counted(page, "mode") == {"bike": 1, "answered": 1}

    def test_says_by_which_channel_people_came(self, page: Any) -> None:
        send(page, {"mode": "bike"})
        send(page, {"mode": "bike"}, channel=Channel.PAPER)
        send(page, {"mode": "bus"}, channel=Channel.PAPER)
        refresh([str(page.translation_key)])

        numbers = ResultsReader().numbers(page.translation_key)

        assert numbers.total == 3
        assert numbers.channels == [("Web", 1), (str(Channel.PAPER.label), 2)]

    def test_adds_up_over_versions_of_the_form(self, page: Any) -> None:
        send(page, {"mode": "bike"})
        page = fresh(page)
        page.form = [mode_question(**MODES, train="En train"), question("yes_no", "Et demain ?", id="later")]
        page.save_revision().publish()
        page = fresh(page)
        send(page, {"mode": "bike", "later": "yes"})
        send(page, {"mode": "train"})

        assert counted(page, "mode") == {"bike": 2, "train": 1, "answered": 3}
        assert counted(page, "later") == {"yes": 1, "answered": 1}

    def test_forgets_what_nobody_answers_any_more(self, page: Any) -> None:
        only = send(page, {"mode": "bike"})
        assert counted(page, "mode")

        services.mark_spam(only, by=None)

        assert counted(page, "mode") == {}
        assert ResultsReader().numbers(page.translation_key).total == 0


class TestResults:
    def test_come_in_the_order_of_the_options_with_their_shares(self, page: Any) -> None:
        for key in ("bike", "bike", "bus"):
            send(page, {"mode": key})
        refresh([str(page.translation_key)])

        found = result(page, "mode")

        assert found.question == "Comment ?"
        assert found.answered == 3
        assert found.bars == [Bar("À pied", 0, 0.0), Bar("À vélo", 2, 66.7), Bar("En bus", 1, 33.3)]

    def test_of_a_question_that_nobody_answered_are_all_zero(self, page: Any) -> None:
        assert [bar.count for bar in result(page, "mode").bars] == [0, 0, 0]

    def test_name_the_ends_of_a_scale(self, page: Any) -> None:
        assert [bar.label for bar in result(page, "grade").bars] == ["1 – Pas", "2", "3", "4", "5 – Très"]

    def test_show_an_option_that_was_removed_with_its_last_words(self, page: Any) -> None:
        send(page, {"mode": "bus"})
        send(page, {"mode": "bike"})
        refresh([str(page.translation_key)])
        page = fresh(page)
        page.form = [mode_question(bike="À bicyclette", train="En train")]
        page.save_revision().publish()

        bars = result(page, "mode").bars

        assert [(bar.label, bar.count) for bar in bars[:2]] == [("À bicyclette", 1), ("En train", 0)]
        assert bars[2].count == 1
        assert "En bus" in bars[2].label

    def test_of_a_question_that_was_removed_stay(self, page: Any) -> None:
        send(page, {"owns": "yes"})
        refresh([str(page.translation_key)])
        page = fresh(page)
        page.form = [mode_question()]
        page.save_revision().publish()

        assert result(page, "owns").question == "Un vélo ?"
        assert [bar.count for bar in result(page, "owns").bars] == [1, 0]

    @pytest.mark.parametrize("reference", ["", "x", "x:y", "00000000-0000-0000-0000-000000000000:mode"])
    def test_of_an_unknown_question_are_none(self, reference: str) -> None:
        assert ResultsReader().question(reference) is None

    def test_are_read_without_looking_at_the_submissions(self, page: Any) -> None:
        send(page, {"mode": "bike"})
        refresh([str(page.translation_key)])

        with CaptureQueriesContext(
            connection,
        ) as queries:
            result(page, "mode")
            ResultsReader().numbers(page.translation_key)

        assert not [q for q in queries if Submission._meta.db_table in q["sql"]]


class TestTheEditorsList:
    def test_names_page_and_question_and_leaves_out_what_cannot_be_drawn(self, page: Any) -> None:
        labels = [label for _reference, label in countable_questions()]

        asked = ("Comment ?", "Que manque-t-il ?", "Content ?", "Un vélo ?", "Thème ?", "Me recontacter")
        assert all(label.startswith(page.title) for label in labels)
        assert [label.endswith(words) for label, words in zip(labels, asked, strict=True)] == [True] * 6

    def test_keeps_a_question_that_is_no_longer_asked_while_its_answers_count(self, page: Any) -> None:
        send(page, {"owns": "yes"})
        refresh([str(page.translation_key)])
        page = fresh(page)
        page.form = [mode_question()]
        page.save_revision().publish()

        references = dict(countable_questions())

        assert len(references) == 2
        assert "Un vélo ?" in references[f"{page.translation_key}:owns"]


class TestTheWorker:
    def test_counts_what_changed(self, page: Any) -> None:
        first = send(page, {"mode": "bike"})
        send(page, {"mode": "bike"})
        drain()
        count_marked()
        assert [bar.count for bar in result(page, "mode").bars] == [0, 2, 0]

        services.mark_spam(first, by=None)
        drain()
        count_marked()

        assert [bar.count for bar in result(page, "mode").bars] == [0, 1, 0]
        assert not RecountMark.objects.exists()

    def test_has_it_among_its_periodic_jobs(self) -> None:
        assert count_marked in [job.run for job in jobs()]

    def test_counts_a_page_once_however_many_marks_it_has(self, page: Any) -> None:
        send(page, {"mode": "bike"})
        for _ in range(3):
            mark([str(page.translation_key)])

        with CaptureQueriesContext(connection) as queries:
            count_marked()

        scans = [q for q in queries if "answers" in q["sql"] and Submission._meta.db_table in q["sql"]]
        assert len(scans) == 1
        assert not RecountMark.objects.exists()

    def test_gives_a_page_that_takes_long_a_rest_and_loses_no_change(self, page: Any) -> None:
        key = str(page.translation_key)
        send(page, {"mode": "bike"})
        refresh([key])
        whole = QuestionStatistics.objects.filter(page_key=page.translation_key, question_id="")
        whole.update(took_ms=10_000, computed_at=timezone.now())
        send(page, {"mode": "bus"})
        mark([key])

        count_marked()
        assert result(page, "mode").answered == 1
        assert RecountMark.objects.exists()

        whole.update(computed_at=timezone.now() - datetime.timedelta(seconds=statistics.REST * 10 + 1))
        count_marked()
        assert result(page, "mode").answered == 2
        assert not RecountMark.objects.exists()

    def test_keeps_the_mark_of_what_came_while_it_counted(
        self, page: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mark([str(page.translation_key)])
        count = statistics._count_page

        def count_while_another_arrives(key: Any) -> bool:
            done = count(key)
            mark([str(key)])
            return done

        monkeypatch.setattr(statistics, "_count_page", count_while_another_arrives)
        count_marked()

        assert RecountMark.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_page_that_another_process_is_counting_waits_for_the_next_time() -> None:
    page = questionnaire(form=[mode_question()])
    send(page, {"mode": "bike"})
    refresh([str(page.translation_key)])
    mark([str(page.translation_key)])

    def count_elsewhere() -> None:
        count_marked()
        connection.close()

    with transaction.atomic():
        QuestionStatistics.objects.select_for_update().get(page_key=page.translation_key, question_id="")
        other = Thread(target=count_elsewhere)
        other.start()
        other.join(timeout=30)
        assert not other.is_alive()
        assert RecountMark.objects.exists()

    count_marked()
    assert not RecountMark.objects.exists()
