"""Rows of a file become submissions, each once."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.enums import Channel, State
from forms.imports import services
from forms.imports.columns import match_columns
from forms.imports.services import Importer
from forms.imports.table import open_table
from forms.models import Submission, Territory, Theme
from forms.moderation.services import publish
from pages.models import CallForIdeas
from portal.search.models import IndexEntry
from tests.factories.forms import send, territory, theme
from tests.forms.imports.running import run_import, titles

Write = Callable[[str | bytes], Path]

IDEAS = """external_id,title,text,theme,district,cost
A-1,Des bancs à l’ombre,"Un banc tous les cent mètres,
sous les tilleuls.",Cadre de vie,Le Bourg,1200
A-2,Une navette le soir,,MOBILITES,La Gare,
"""


def test_a_row_waits_for_moderation_with_its_title_text_theme_and_place(
    idea_call: CallForIdeas, written: Write
) -> None:
    life, bourg = theme("Cadre de vie"), territory("Le Bourg")
    theme("Mobilités")
    territory("La Gare")

    run = run_import(written(IDEAS))

    assert run.code == 0
    assert "Imported: 2. Already there: 0. Refused: 0." in run.out
    first = Submission.objects.get(external_id="A-1")
    assert first.state == State.PENDING
    assert first.channel == Channel.IMPORT
    assert first.language == "fr"
    assert first.title == "Des bancs à l’ombre"
    assert first.answers == {
        "title": "Des bancs à l’ombre",
        "idea": "Un banc tous les cent mètres,\nsous les tilleuls.",
        "theme": str(life.translation_key),
        "place": str(bourg.translation_key),
    }
    assert (first.theme_key, first.territory_key) == (life.translation_key, bourg.translation_key)
    assert "tilleuls" in first.search_text
    assert first.page_id == idea_call.pk


def test_columns_that_fit_nothing_are_named(idea_call: CallForIdeas, written: Write) -> None:
    run = run_import(written(IDEAS), "--create-labels")

    assert "Columns left out: cost." in run.out


def test_each_row_enters_the_index_queue(idea_call: CallForIdeas, written: Write) -> None:
    IndexEntry.objects.all().delete()

    run_import(written(IDEAS), "--create-labels")

    queued = IndexEntry.objects.filter(model="forms.submission").values_list("object_id", flat=True)
    assert set(queued) == set(Submission.objects.values_list("pk", flat=True))


def test_an_imported_row_can_be_published(idea_call: CallForIdeas, written: Write) -> None:
    run_import(written(IDEAS), "--create-labels")
    row = Submission.objects.get(external_id="A-2")

    publish(row, by=None)

    assert row.state == State.PUBLISHED


def test_a_page_that_publishes_nothing_records_its_rows(written: Write, idea_call: CallForIdeas) -> None:
    idea_call.publication = "none"
    idea_call.save()

    run_import(written(IDEAS), "--create-labels")

    assert set(Submission.objects.values_list("state", flat=True)) == {State.RECORDED}


def test_a_second_run_takes_nothing_twice(idea_call: CallForIdeas, written: Write) -> None:
    path = written(IDEAS)
    run_import(path, "--create-labels")

    run = run_import(path, "--create-labels")

    assert run.code == 0
    assert "Imported: 0. Already there: 2. Refused: 0." in run.out
    assert Submission.objects.count() == 2
    assert (Theme.objects.count(), Territory.objects.count()) == (2, 2)


def test_a_second_run_takes_the_rows_that_were_added(idea_call: CallForIdeas, written: Write) -> None:
    run_import(written(IDEAS), "--create-labels")

    run = run_import(written(IDEAS + "A-3,Un verger partagé,,,,\n"))

    assert "Imported: 1. Already there: 2. Refused: 0." in run.out
    assert titles()[-1] == "Un verger partagé"


def test_a_row_that_changed_since_is_reported_and_left_as_it_was(
    idea_call: CallForIdeas, written: Write
) -> None:
    run_import(written("external_id,title\nA-1,Des bancs\n"))

    run = run_import(written("external_id,title\nA-1,Des bancs neufs\n"))

    assert run.code == 1
    assert run.problems == ["Line 2: “A-1” is there already with other answers, which stay as they are"]
    assert titles() == ["Des bancs"]


def test_an_external_id_that_stands_twice_in_the_file_is_taken_once(
    idea_call: CallForIdeas, written: Write
) -> None:
    run = run_import(written("external_id,title\nA-1,Des bancs\nA-1,Des bancs\nA-1,Une mare\n"))

    assert titles() == ["Des bancs"]
    assert "Imported: 1. Already there: 1. Refused: 1." in run.out
    assert run.problems == ["Line 4: “A-1” is there already with other answers, which stay as they are"]


def test_a_bad_row_is_reported_with_its_line_while_the_others_go_on(
    idea_call: CallForIdeas, written: Write
) -> None:
    rows = [
        "external_id,title,theme",
        "A-1,Des bancs,",
        "A-2,,",
        f"A-3,{'x' * 151},",
        ",Une mare,",
        "A-5,Une mare,Inconnue",
        f"{'y' * 101},Une mare,",
        "A-7,Un verger,",
    ]

    run = run_import(written("\n".join(rows)))

    assert run.code == 1
    assert titles() == ["Des bancs", "Un verger"]
    assert [line.split(":")[0] for line in run.problems] == [f"Line {n}" for n in (3, 4, 5, 6, 7)]
    assert "Line 3: “Titre”: " in run.err
    assert "Line 4: “Titre”: " in run.err
    assert "150" in run.problems[1]
    assert "Line 5: it has no external_id" in run.err
    assert "Line 6: there is no theme “Inconnue” (--create-labels makes what is missing)" in run.err
    assert "Some rows were refused" in run.err


def test_missing_labels_are_made_only_if_asked_for(idea_call: CallForIdeas, written: Write) -> None:
    assert run_import(written(IDEAS)).code == 1
    assert Submission.objects.count() == 0

    run = run_import(written(IDEAS), "--create-labels")

    assert run.code == 0
    assert "Themes and territories made: Cadre de vie, Le Bourg, MOBILITES, La Gare." in run.out
    assert set(Theme.objects.values_list("name", flat=True)) == {"Cadre de vie", "MOBILITES"}


def test_the_words_of_a_label_made_on_the_way_are_searched(idea_call: CallForIdeas, written: Write) -> None:
    run_import(written(IDEAS), "--create-labels")

    assert "bourg" in Submission.objects.get(external_id="A-1").search_text


def test_date_and_language_come_from_their_columns(idea_call: CallForIdeas, written: Write) -> None:
    rows = [
        "id;titre;reçu le;langue",
        "A-1;Des bancs;2025-03-31;",
        "A-2;Benches;31/03/2025 14:05;en",
        "A-3;Des arbres;2025-03-31T10:00:00Z;fr",
        "A-4;Une mare;le 31 mars;",
        "A-5;Une mare;31/02/2025;",
        "A-6;Une mare;2999-01-01;",
        "A-7;Une mare;;xx",
    ]

    run = run_import(written("\n".join(rows)))

    received = dict(Submission.objects.values_list("external_id", "received_at"))
    assert received == {
        "A-1": datetime(2025, 3, 30, 22, tzinfo=UTC),
        "A-2": datetime(2025, 3, 31, 12, 5, tzinfo=UTC),
        "A-3": datetime(2025, 3, 31, 10, tzinfo=UTC),
    }
    assert Submission.objects.get(external_id="A-2").language == "en"
    assert len(run.problems) == 4
    assert "“2999-01-01” lies in the future" in run.err
    assert "“xx” is no language of the portal (fr, en)" in run.err


def test_a_channel_can_be_given(idea_call: CallForIdeas, written: Write) -> None:
    run_import(written("external_id,title\nA-1,Des bancs\n"), "--channel", "paper")

    assert Submission.objects.get().channel == Channel.PAPER


def test_a_dry_run_reports_everything_and_keeps_nothing(idea_call: CallForIdeas, written: Write) -> None:
    path = written(IDEAS + "A-3,,,,,\nA-1,Autre chose,,,,\n")
    IndexEntry.objects.all().delete()

    run = run_import(path, "--create-labels", "--dry-run")

    assert run.code == 1
    assert "Dry run: nothing was written." in run.out
    assert "Imported: 2. Already there: 0. Refused: 2." in run.out
    assert [line.split(":")[0] for line in run.problems] == ["Line 5", "Line 6"]
    assert not Submission.objects.exists()
    assert not Theme.objects.exists()
    assert not IndexEntry.objects.exists()


def test_an_interrupted_run_keeps_whole_batches_and_the_next_one_goes_on(
    idea_call: CallForIdeas, written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH_ROWS", 2)
    rows = "".join(f"A-{n},Idée {n}\n" for n in range(1, 6))
    path = written("external_id,title\n" + rows)
    with open_table(path) as table:
        columns = match_columns(idea_call.form, table.header, {})
        run = Importer(idea_call, columns, report=lambda problem: None).run(table)
        next(run)
        run.close()
    assert Submission.objects.count() == 2

    again = run_import(path)

    assert "Imported: 3. Already there: 2. Refused: 0." in again.out
    assert titles() == [f"Idée {n}" for n in range(1, 6)]


def test_a_row_that_another_run_brought_meanwhile_spoils_no_other_row(
    idea_call: CallForIdeas, written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The other run commits between our look and our insert.
    monkeypatch.setattr(Importer, "_known", lambda importer, external_ids: {})
    send(idea_call, {"title": "Des bancs"}, external_id="A-1", seed="another run")

    run = run_import(written("external_id,title\nA-1,Une mare\nA-2,Un verger\n"))

    assert titles() == ["Des bancs", "Un verger"]
    assert run.problems == ["Line 2: “A-1” is there already with other answers, which stay as they are"]


def test_an_import_into_one_language_knows_the_rows_of_the_other(
    idea_call: CallForIdeas, written: Write
) -> None:
    from wagtail.models import Locale

    english = idea_call.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.slug = "ideas"
    english.save_revision().publish()
    path = written("external_id,title\nA-1,Benches\n")
    run_import(path, page="ideas")

    run = run_import(path, page="idees")

    assert "Already there: 1." in run.out
    assert Submission.objects.count() == 1


def test_a_file_needs_a_few_statements_a_batch_however_many_rows(
    idea_call: CallForIdeas, written: Write, django_assert_max_num_queries: Callable[..., object]
) -> None:
    rows = "".join(f"A-{n},Idée {n},Cadre de vie\n" for n in range(400))
    theme("Cadre de vie")
    path = written("external_id,title,theme\n" + rows)

    with django_assert_max_num_queries(30):
        run_import(path)

    assert Submission.objects.count() == 400


def test_a_row_that_is_refused_leaves_no_label(idea_call: CallForIdeas, written: Write) -> None:
    rows = [
        "external_id,title,theme",
        "A-1,Des bancs,Places",
        "A-2,,Rues",
        "A-1,Une mare,Eau",
        "A-3,Un puits,Eau",
    ]

    run = run_import(written("\n".join(rows)), "--create-labels")

    assert "Themes and territories made: Places, Eau." in run.out
    assert set(Theme.objects.values_list("name", flat=True)) == {"Places", "Eau"}
    assert str(Submission.objects.get(external_id="A-3").theme_key) == str(
        Theme.objects.get(name="Eau").translation_key
    )


def test_ways_of_writing_a_name_are_one_label(idea_call: CallForIdeas, written: Write) -> None:
    names = ["Centre ville", "centre-ville", "CENTREVILLE", "Zone 1 2", "Zone 12"]
    rows = [f"A-{number},Des bancs,{name}" for number, name in enumerate(names)]

    run_import(written("\n".join(["external_id,title,theme", *rows])), "--create-labels")

    assert set(Theme.objects.values_list("name", flat=True)) == {"Centre ville", "Zone 1 2", "Zone 12"}
