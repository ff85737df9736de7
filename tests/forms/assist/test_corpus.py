"""The labelled texts, and what the benchmark measures on them."""

from benchmarks.assistance import data
from benchmarks.assistance.measures import Figures, figures
from forms.assist.detect import detect
from forms.assist.detectors.words import Watched, WatchedWords
from forms.assist.kinds import PERSONAL, Kind


def test_there_are_three_hundred_labelled_texts_a_third_held_out() -> None:
    texts = data.texts()
    assert len(texts) >= 300
    assert sum(text.held_out for text in texts) == len(texts) // 3
    assert {span.kind for text in texts for span in text.spans} == set(Kind)
    assert any(not text.spans for text in texts)


def test_labels_are_read_with_their_places() -> None:
    text, spans = data.unmarked("Au ⟦shouting:BAS ⟦word:MOT⟧⟧.")
    assert text == "Au BAS MOT."
    assert [text[span.start : span.end] for span in spans] == ["BAS MOT", "MOT"]


def test_personal_data_is_found_as_well_as_the_benchmark_says() -> None:
    watched = WatchedWords(Watched.of(word) for word in data.watched_words())
    table = figures(data.texts(), lambda text: detect(text, watched))
    personal = sum((table[kind] for kind in PERSONAL), Figures())
    assert personal.precision >= 0.95
    assert personal.recall >= 0.92
