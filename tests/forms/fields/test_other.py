"""“Other, please say”, options that exclude the others, and options in random order."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from forms.builder import QuestionForm
from forms.changes import no_longer_asked
from forms.exports.cells import cell_of
from forms.fields import FormStreamBlock
from forms.logic.asking import asked
from forms.models import Submission
from forms.redaction.services import mask
from forms.results import ResultsReader
from forms.retention import purge
from forms.statistics import refresh
from tests.factories import forms as make
from tests.factories.forms import question
from tests.factories.pages import call_for_ideas, questionnaire
from tests.forms.fields.asking import FIELD, ID, Asked, ask, clean

OPTIONS = ["À pied", "À vélo", "En bus"]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read what people see in the language of the code."""
    with override("en"):
        yield


def item(key: str, words: str) -> dict[str, str]:
    """An option with an id of its own."""
    return {"type": "item", "id": key, "value": words}


NONE = [item("none", "Rien de tout cela")]


def choice(kind: str, **value: Any) -> Asked:
    """A question with three options and “other”."""
    return ask(kind, options=[item(words[-4:].strip(), words) for words in OPTIONS], other=True, **value)


def send(asked: Asked, *keys: str, line: str = "") -> QuestionForm:
    """The form with options, and what was written on the line."""
    data = QueryDict(mutable=True)
    data.setlist(FIELD, list(keys))
    data[f"{FIELD}_other"] = line
    return QuestionForm(asked.stream, offers_contact=False, publishes=True, data=data)


def stored(asked: Asked, *keys: str, line: str = "") -> Any:
    """What is kept of it."""
    form = send(asked, *keys, line=line)
    assert form.is_valid(), form.errors
    return form.answers().get(ID)


class TestOther:
    @pytest.mark.parametrize("display", ["radio", "list"])
    def test_what_is_written_is_kept_shown_and_counted_as_other(self, display: str) -> None:
        asked = choice("single_choice", display=display)
        kept = stored(asked, "other", line="  En  barque ")
        assert kept == {"other": "En  barque"}
        assert asked.shows(kept) == ("Other: En  barque",)
        assert asked.counts(kept) == ["Other"]

    def test_several_options_come_with_at_most_one_text(self) -> None:
        asked = choice("multiple_choice")
        kept = stored(asked, "other", "vélo", line="En barque")
        assert kept == ["vélo", {"other": "En barque"}]
        assert asked.shows(kept) == ("À vélo", "Other: En barque")
        assert asked.counts(kept) == ["À vélo", "Other"]

    @pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
    def test_the_text_is_kept_only_if_other_is_chosen(self, kind: str) -> None:
        assert stored(choice(kind), "vélo", line="En barque") in ("vélo", ["vélo"])
        assert stored(choice(kind), line="En barque") is None

    @pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
    @pytest.mark.parametrize("nothing", ["", "   "])
    def test_other_without_words_is_asked_for_politely(self, kind: str, nothing: str) -> None:
        form = send(choice(kind), "other", line=nothing)
        assert "You chose “Other”" in " ".join(form.errors[FIELD])

    def test_what_was_written_is_given_back_with_the_error(self) -> None:
        form = send(choice("multiple_choice", maximum=1), "vélo", "other", line='En "barque"')
        assert not form.is_valid()
        html = render_crispy_form(form)
        assert 'value="En &quot;barque&quot;"' in html
        assert 'name="q-q1_other"' in html

    def test_editors_may_word_it(self) -> None:
        asked = choice("single_choice", other_label="Un autre moyen")
        assert asked.shows({"other": "Ski"}) == ("Un autre moyen: Ski",)
        assert asked.counts({"other": "Ski"}) == ["Un autre moyen"]

    def test_without_the_option_nobody_can_send_it(self) -> None:
        assert "not offered" in ask("single_choice", options=OPTIONS).refuses("other")

    def test_an_answer_stays_readable_when_the_editor_takes_the_option_away(self) -> None:
        assert ask("single_choice", options=OPTIONS).shows({"other": "En barque"}) == ("Other: En barque",)

    def test_a_file_or_a_sheet_says_it_in_one_text(self) -> None:
        one, several = choice("single_choice"), choice("multiple_choice")
        assert stored(one, *one.block.from_text(one.value, "Other: En barque")) == {"other": "En barque"}
        given = several.block.from_text(several.value, "À vélo | Other: En barque, à rames")
        assert stored(several, *given) == ["vélo", {"other": "En barque, à rames"}]
        # A word mistyped is no other answer.
        assert not send(one, *one.block.from_text(one.value, "A velos")).is_valid()

    @pytest.mark.parametrize(
        ("kind", "kept", "erased"),
        [
            ("single_choice", {"other": "En barque"}, {"other": ""}),
            ("multiple_choice", ["vélo", {"other": "En barque"}], ["vélo", {"other": ""}]),
        ],
    )
    def test_the_words_are_a_persons_own_and_the_count_stays_without_them(
        self, kind: str, kept: Any, erased: Any
    ) -> None:
        asked = choice(kind)
        assert asked.block.holds_text(asked.value)
        assert asked.block.written(kept) == "En barque"
        assert asked.block.without_text(kept) == erased
        assert asked.shows(erased)[-1] == "Other"
        assert asked.counts(erased) == asked.counts(kept)

    def test_a_correction_begins_with_what_was_sent(self) -> None:
        asked = choice("multiple_choice")
        form = QuestionForm(asked.stream, offers_contact=False, publishes=True)
        form.initial = {FIELD: asked.block.initial(["vélo", {"other": "En barque"}])}
        html = render_crispy_form(form)
        assert html.count(" checked") == 2
        assert 'value="En barque"' in html

    def test_later_questions_depend_on_it(self) -> None:
        first = choice("single_choice").stream.raw_data[0]
        test = {"question": ID, "operator": "equals", "values": ["other"], "part": ""}
        second = question("short_text", "Pourquoi ?", id="why", show_if=[[test]])
        stream = FormStreamBlock().to_python([first, second])
        assert "why" in asked(stream, {ID: {"other": "Ski"}})
        assert "why" not in asked(stream, {ID: "vélo"})

    def test_it_is_exported_with_what_was_written_as_the_import_reads_it(self) -> None:
        for kind, kept in (
            ("single_choice", {"other": "Ski"}),
            ("multiple_choice", ["bus", {"other": "Ski"}]),
        ):
            asked = choice(kind)
            cell = cell_of(asked.block, [asked.value])
            assert cell.read(kept) in ("Other: Ski", "En bus | Other: Ski")
            assert stored(asked, *asked.block.from_text(asked.value, cell.read(kept))) == kept

    @pytest.mark.django_db
    def test_its_words_are_erased_in_time_and_still_count(self) -> None:
        how = choice("single_choice").stream.raw_data[0]
        page = questionnaire(form=[how], retention_months=1)
        row = make.send(page, {ID: {"other": "Avec Léa Martin"}})
        then = timezone.now() - datetime.timedelta(days=40)
        Submission.objects.filter(pk=row.pk).update(created_at=then)
        purge()
        row.refresh_from_db()
        assert row.answers == {ID: {"other": ""}}
        refresh([str(page.translation_key)])
        result = ResultsReader().question(f"{page.translation_key}:{ID}")
        assert result is not None
        assert [bar.count for bar in result.bars if bar.label == "Other"] == [1]

    @pytest.mark.django_db
    def test_moderators_mask_words_in_it(self) -> None:
        how = choice("multiple_choice", published=True).stream.raw_data[0]
        row = make.send(call_for_ideas(form=[how]), {ID: ["bus", {"other": "Avec Léa Martin"}]})
        somebody = User.objects.create(username="camille", is_superuser=True)
        mask(row, {ID: [(5, 15)]}, by=somebody, reason="personal_data")
        assert row.answers == {ID: ["bus", {"other": "Avec [masqué]"}]}

    @pytest.mark.django_db
    def test_an_editor_is_told_that_it_is_no_longer_offered(self) -> None:
        page = questionnaire(form=[choice("single_choice").stream.raw_data[0]])
        make.send(page, {ID: {"other": "Ski"}})
        page.form = [question("single_choice", "Comment ?", id=ID, options=OPTIONS)]
        assert "Question ?: Other" in no_longer_asked(page)


class TestExclusive:
    def asked(self, **value: Any) -> Asked:
        return choice("multiple_choice", exclusive=NONE, **value)

    def test_it_is_listed_last_and_kept_alone(self) -> None:
        asked = self.asked()
        assert list(asked.block.bucket_labels(asked.value))[-2:] == ["other", "none"]
        assert stored(asked, "none") == ["none"]
        assert asked.counts(["none"]) == ["Rien de tout cela"]

    @pytest.mark.parametrize("others", [["vélo"], ["other"], ["vélo", "bus"]])
    def test_it_is_refused_together_with_others_by_its_name(self, others: list[str]) -> None:
        form = send(self.asked(), *others, "none", line="En barque")
        assert "“Rien de tout cela” excludes the other answers" in " ".join(form.errors[FIELD])

    def test_it_is_held_to_no_smallest_number(self) -> None:
        asked = self.asked(minimum=2)
        assert stored(asked, "none") == ["none"]
        assert "at least 2" in " ".join(send(asked, "vélo").errors[FIELD])

    def test_a_block_of_before_has_none(self) -> None:
        assert list(clean("multiple_choice", options=OPTIONS)["exclusive"]) == []

    def test_the_script_comes_only_where_it_is_needed(self) -> None:
        assert "alone.js" in str(send(self.asked()).media)
        assert "alone.js" not in str(send(choice("multiple_choice")).media)


KEYS = [str(number) for number in range(9)]


def shown(seed: str, kind: str = "multiple_choice", **value: Any) -> list[str]:
    """The keys of the options as a form shows them."""
    asked = ask(kind, options=[item(key, f"Option {key}") for key in KEYS], random_order=True, **value)
    form = asked.form()
    form.shuffle(seed)
    return [key for key, _words in form.fields[FIELD].choices if key]


class TestOrder:
    @pytest.mark.parametrize("display", ["radio", "list"])
    def test_each_visitor_has_an_order_of_their_own_that_stays(self, display: str) -> None:
        order = shown("one", "single_choice", display=display)
        assert order != KEYS
        assert sorted(order) == KEYS
        assert shown("one", "single_choice", display=display) == order
        assert shown("two", "single_choice", display=display) != order

    def test_the_last_ones_stay_and_so_do_other_and_none(self) -> None:
        order = shown("one", stay_last=2, other=True, exclusive=NONE)
        assert order[-4:] == ["7", "8", "other", "none"]
        assert order[:-4] != KEYS[:-2]

    def test_more_than_there_are_stay_where_they_were(self) -> None:
        assert shown("one", stay_last=99) == KEYS

    def test_what_is_kept_and_counted_has_the_editors_order(self) -> None:
        asked = ask("multiple_choice", options=[item(key, key) for key in KEYS], random_order=True)
        form = asked.form("8", "2")
        form.shuffle("one")
        assert form.is_valid()
        assert asked.shows(form.answers()[ID]) == ("2", "8")
        assert list(asked.block.bucket_labels(asked.value)) == KEYS

    def test_without_it_a_form_needs_no_seed(self) -> None:
        form = choice("single_choice").form()
        form.shuffle("one")
        assert form.order == ""

    def test_a_seed_that_was_never_ours_gives_way_to_a_new_one(self) -> None:
        asked = ask("single_choice", options=OPTIONS, random_order=True)
        form = asked.form()
        form.shuffle("<script>")
        assert form.order
        assert "<" not in form.order
