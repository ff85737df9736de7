"""Words are masked everywhere, and the original is kept apart."""

import csv
import datetime
import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from forms.enums import Channel, DecisionAction
from forms.intake.services import CorrectionRefused, correct
from forms.models import Decision, OriginalText, OutgoingMail, Submission, SubmissionEdit
from forms.moderation.services import DecisionConflict, TransitionRefused, withdraw
from forms.objections.rights import contestable
from forms.objections.services import ObjectionRefused, answer, object_to
from forms.record.verify import problems
from forms.redaction.erasure import erase_originals
from forms.redaction.masking import find_words, masked
from forms.redaction.services import mask
from forms.retention import purge
from pages.models import CallForIdeas
from portal.search.registry import Index
from tests.factories import moderation, pages
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import idea, signed_in, url
from tests.forms.redaction.conftest import SECRET, TEXT, mask_on_screen, place_of
from tests.search_index import SearchIndex


def allow_original(user: Any) -> None:
    """Give somebody the right to read originals."""
    user.user_permissions.add(Permission.objects.get(codename="view_original"))


def test_touching_maskings_become_one() -> None:
    assert masked("un deux trois quatre", [(3, 7), (8, 13)], "[masqué]") == "un [masqué] quatre"
    assert masked("un deux", [(3, 7), (4, 6)], "[masqué]") == "un [masqué]"


def test_words_are_found_whole_whatever_their_case() -> None:
    text = "Mme LE-GALL et les gallois"
    assert [text[start:end] for start, end in find_words(text, "le gall")] == ["LE-GALL"]


def test_a_moderator_accepts_a_warning_and_names_other_words(desk: Client, published: Submission) -> None:
    screen = soup(desk.get(f"{url('mask', published.pk)}?span={place_of(SECRET)}"))
    assert screen.select_one("input[name=places][checked]")["value"] == place_of(SECRET)
    response = mask_on_screen(desk, published, places=[place_of(SECRET)], words="Le Gall")
    assert response.status_code == 303
    published.refresh_from_db()
    assert published.title == "Un banc pour Mme [masqué]"
    assert published.answers["idea"] == "Mme [masqué] attend debout. Appelez-la au [masqué], ou passez."
    assert "06" not in published.search_text
    assert "gall" not in published.search_text


def test_masked_words_are_on_no_page_in_no_search_no_file_and_no_mail(
    search_index: SearchIndex, desk: Client, client: Client, published: Submission
) -> None:
    search_index.drain()
    mask_on_screen(desk, published, places=[place_of(SECRET)])
    search_index.drain()
    for index in (Index.PUBLIC, Index.DESK):
        answer = search_index.client.search(index=search_index.alias(index), size=50)
        assert "[masqué]" in str(answer.body)
        assert "39 98" not in str(answer.body)
    page = Client().get(published.get_public_url())
    assert "[masqué]" in page.content.decode()
    for address in (url("inspect", published.pk), url("triage"), url("list") + "?state=all"):
        assert SECRET not in desk.get(address).content.decode()
    rows = list(csv.reader(io.StringIO(_export(desk)), delimiter=";"))
    assert any("[masqué]" in cell for row in rows for cell in row)
    assert not any(SECRET in cell for row in rows for cell in row)


def _export(desk: Client) -> str:
    """Return the CSV file of everything that the moderator may read."""
    screen = soup(desk.get(url("export") + "?state=all"))
    names = [box["value"] for box in screen.select("input[name=columns]")]
    response = desk.post(url("export") + "?state=all", {"format": "csv", "columns": names})
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_each_masking_is_a_link_of_the_record_and_told_to_the_author(
    published: Submission, moderator: Any
) -> None:
    before = published.revision
    decision = mask(published, {"idea": [(0, 3)]}, by=moderator, reason="personal_data", message="Un nom.")
    assert (decision.action, decision.by) == (DecisionAction.MASK, moderator)
    assert decision.from_state == decision.to_state == "published"
    assert decision.revision == published.revision == before + 1
    assert "Votre idée" in decision.message.facts
    assert "Mme" not in decision.message.facts
    assert OutgoingMail.objects.filter(decision=decision).exists()
    assert not list(problems())


def test_the_original_is_read_by_those_alone_who_have_the_right(
    client: Client, desk: Client, published: Submission, moderator: Any
) -> None:
    mask_on_screen(desk, published, places=[place_of(SECRET)])
    assert SECRET not in desk.get(url("original", published.pk), follow=True).content.decode()
    assert url("original", published.pk) not in desk.get(url("inspect", published.pk)).content.decode()
    allow_original(moderator)
    assert url("original", published.pk) in desk.get(url("inspect", published.pk)).content.decode()
    response = desk.get(url("original", published.pk))
    assert SECRET in text_of(response)
    assert "no-store" in response["Cache-Control"]
    elsewhere = moderation.moderator(pages.call_for_ideas("Ailleurs"))
    allow_original(elsewhere)
    assert signed_in(client, elsewhere).get(url("original", published.pk)).status_code == 404


def test_the_original_is_erased_after_its_delay(published: Submission, moderator: Any, settings: Any) -> None:
    settings.ORIGINAL_TEXT_DAYS = 30
    mask(published, {"idea": [(0, 3)]}, by=moderator, reason="personal_data")
    assert erase_originals() == 0
    original = OriginalText.objects.get()
    assert original.erase_at - timezone.now() > datetime.timedelta(days=29)
    OriginalText.objects.update(erase_at=timezone.now())
    assert erase_originals() == 1
    assert not OriginalText.objects.exists()
    assert not list(problems())


def test_the_original_goes_with_all_texts_at_the_end_of_the_retention(
    published: Submission, moderator: Any
) -> None:
    mask(published, {"idea": [(0, 3)]}, by=moderator, reason="personal_data")
    Submission.objects.update(created_at=timezone.now() - datetime.timedelta(days=9_999))
    assert purge() == 1
    assert not OriginalText.objects.exists()


def test_what_the_author_had_written_before_a_change_is_masked_too(
    published: Submission, moderator: Any
) -> None:
    earlier = SubmissionEdit.objects.create(
        submission=published,
        decision=Decision.objects.get(submission=published),
        version=published.version,
        title="Mme Le Gall",
        answers={"title": "Mme Le Gall", "idea": f"Son numéro : {SECRET}."},
    )
    start = TEXT.index(SECRET)
    mask(
        published,
        {"idea": [(start, start + len(SECRET)), (4, 11)]},
        by=moderator,
        reason="personal_data",
    )
    earlier.refresh_from_db()
    assert earlier.answers == {"title": "Mme [masqué]", "idea": "Son numéro : [masqué]."}
    assert earlier.title == "Mme [masqué]"


def test_nothing_is_masked_that_somebody_has_changed_meanwhile(
    desk: Client, published: Submission, moderator: Any
) -> None:
    stale = published.revision
    mask(published, {"idea": [(0, 3)]}, by=moderator, reason="personal_data")
    with pytest.raises(DecisionConflict):
        mask(published, {"idea": [(5, 9)]}, by=moderator, reason="personal_data", expected_revision=stale)
    response = mask_on_screen(desk, published, words="attend", revision=stale)
    assert response.status_code == 409
    assert "Nothing was masked" in text_of(response)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"words": ""}, "Choose the words to mask."),
        ({"words": "Durand"}, "Not in the text: “Durand”."),
        ({"words": "attend", "reason": ""}, "Choose a reason"),
        ({"places": ["idea:0:99999"]}, "no longer pointed out"),
    ],
)
def test_the_screen_says_what_is_missing(
    desk: Client, published: Submission, data: dict[str, Any], said: str
) -> None:
    response = mask_on_screen(desk, published, **data)
    assert response.status_code == 422
    assert said in text_of(response)
    assert not OriginalText.objects.exists()


def test_only_moderators_of_the_section_mask_and_only_what_is_still_there(
    client: Client, published: Submission, moderator: Any
) -> None:
    elsewhere = moderation.moderator(pages.call_for_ideas("Ailleurs"))
    assert mask_on_screen(signed_in(client, elsewhere), published, words="attend").status_code == 404
    withdraw(published)
    with pytest.raises(TransitionRefused):
        mask(published, {"idea": [(0, 3)]}, by=moderator, reason="personal_data")


def test_parts_outside_of_the_text_are_refused(published: Submission, moderator: Any) -> None:
    for parts in ({"idea": [(0, 9_999)]}, {"other": [(0, 3)]}, {"idea": []}):
        with pytest.raises(TransitionRefused):
            mask(published, parts, by=moderator, reason="personal_data")


def test_a_contribution_in_english_says_so_in_english(call: CallForIdeas, moderator: Any) -> None:
    row = idea(call, "A bench", language="en")
    mask(row, {"title": [(2, 7)]}, by=moderator, reason="personal_data")
    assert row.title == "A [masked]"


def test_a_mistaken_masking_is_put_back_by_who_may_read_the_original(
    desk: Client, published: Submission, moderator: Any
) -> None:
    mask_on_screen(desk, published, places=[place_of(SECRET)])
    published.refresh_from_db()
    before = published.revision
    desk.post(url("original", published.pk), {"revision": before})
    published.refresh_from_db()
    assert "[masqué]" in published.answers["idea"]
    allow_original(moderator)
    assert desk.post(url("original", published.pk), {"revision": before - 1}).status_code == 409
    assert desk.post(url("original", published.pk), {"revision": before}).status_code == 303
    published.refresh_from_db()
    assert published.answers["idea"] == TEXT
    assert published.revision == before + 1
    assert published.decisions.last().action == DecisionAction.UNMASK
    assert not OriginalText.objects.exists()
    assert desk.post(url("original", published.pk), {"revision": before + 1}).status_code == 409
    assert not list(problems())


def test_paper_is_not_corrected_once_words_are_masked_in_it(call: CallForIdeas, moderator: Any) -> None:
    row = idea(call, "Mme Le Gall")
    mask(row, {"title": [(4, 11)]}, by=moderator, reason="personal_data")
    with pytest.raises(CorrectionRefused):
        correct(
            row,
            call,
            call.form,
            row.answers,
            channel=Channel.PAPER,
            external_id="1",
            received_at=row.received_at,
        )


def test_an_author_objects_to_a_masking_and_another_moderator_puts_the_words_back(
    published: Submission, moderator: Any, call: CallForIdeas
) -> None:
    decision = mask(published, {"idea": [(4, 11)]}, by=moderator, reason="personal_data")
    assert contestable(published) == decision
    objection = object_to(published, decision.pk, "C’est moi, Mme Le Gall.")
    with pytest.raises(ObjectionRefused):
        answer(objection, by=moderator, is_upheld=True, text="Oui.")
    answered = answer(objection, by=moderation.moderator(call), is_upheld=True, text="Vous avez raison.")
    assert answered.action == DecisionAction.OBJECTION_UPHELD
    published.refresh_from_db()
    assert published.answers["idea"] == TEXT
    assert contestable(published) is None
    assert not list(problems())
