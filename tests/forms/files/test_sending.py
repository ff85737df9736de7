"""A resident sends files with a form."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from forms.files.erasure import erase_unsent
from forms.files.holding import plain_name
from forms.files.storage import vault
from forms.models import Attachment, Submission
from tests.factories.forms import question
from tests.forms.browser import fill_in, form_of, held, soup, text_of
from tests.forms.fields.asking import clean
from tests.forms.files.making import PDF, asking_for_files, photograph, upload

pytestmark = pytest.mark.django_db


def send(client: Client, page: Any, *files: Any, **answers: str) -> HttpResponse:
    """Open the page, choose files and send the form."""
    data = fill_in(client, page, {"title": "Un banc", **answers})
    return client.post(page.get_url(), {**data, "q-files": list(files)})


def again(client: Client, page: Any, response: HttpResponse, **changes: Any) -> HttpResponse:
    """Send the form that came back, as a browser without scripts does: no file is chosen anew."""
    data = {**held(response), **changes}
    data.pop("q-files", None) if "q-files" not in changes else None
    return client.post(page.get_url(), data)


def test_files_are_kept_under_random_names_and_stand_in_the_answer(client: Client) -> None:
    page = asking_for_files()
    response = send(client, page, upload(photograph(), "C:\\moi\\Ma photo.JPG"), upload(PDF, "plan.pdf"))
    assert response.status_code == 303
    submission = Submission.objects.get()
    first, second = (Attachment.objects.get(pk=key) for key in submission.answers["files"])
    assert (first.name, first.kind, second.name, second.kind) == ("Ma photo.JPG", "jpg", "plan.pdf", "pdf")
    assert first.submission == second.submission == submission
    assert first.held_until is None
    assert "photo" not in first.file
    path = vault.path_of(first.file)
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"SECRET-CAMERA" not in path.read_bytes()
    assert vault.path_of(second.file).read_bytes() == PDF


def test_the_form_is_sent_as_parts_only_if_it_asks_for_files(client: Client) -> None:
    from tests.factories import pages

    with_files = form_of(client.get(asking_for_files().get_url()))
    assert with_files["enctype"] == "multipart/form-data"
    assert not form_of(client.get(pages.questionnaire("Sans").get_url())).has_attr("enctype")


def test_a_form_that_comes_back_keeps_its_files(client: Client) -> None:
    page = asking_for_files()
    response = send(client, page, upload(PDF, "plan.pdf"), title="")
    assert response.status_code == 422
    assert "plan.pdf" in text_of(response)
    assert Attachment.objects.get().submission is None
    assert again(client, page, response, **{"q-title": "Un banc"}).status_code == 303
    submission = Submission.objects.get()
    assert submission.answers["files"] == [str(Attachment.objects.get().pk)]


def test_a_held_file_can_be_removed_and_another_added(client: Client) -> None:
    page = asking_for_files()
    response = send(client, page, upload(PDF, "plan.pdf"), title="")
    (token,) = held(response)["q-files_held"]
    changes = {"q-title": "Un banc", "q-files_remove": token, "q-files": upload(b"Bonjour", "mot.txt")}
    assert again(client, page, response, **changes).status_code == 303
    (key,) = Submission.objects.get().answers["files"]
    assert Attachment.objects.get(pk=key).name == "mot.txt"


def test_a_token_of_another_question_or_of_nobody_names_no_file(client: Client) -> None:
    page = asking_for_files()
    response = send(client, page, upload(PDF, "plan.pdf"), title="")
    (token,) = held(response)["q-files_held"]
    forged = again(client, page, response, **{"q-title": "Un banc", "q-files_held": f"{token}x"})
    assert forged.status_code == 422
    assert "no longer held" in text_of(forged)
    other = asking_for_files()
    other.form = [question("files", "Ailleurs", id="elsewhere", kinds=["pdf"])]
    other.save_revision().publish()
    data = {**fill_in(client, other, {}), "q-elsewhere_held": token}
    assert client.post(other.get_url(), data).status_code == 422


def test_the_same_form_sent_twice_is_one_submission_with_its_files_once(client: Client) -> None:
    page = asking_for_files()
    data = fill_in(client, page, {"title": "Un banc"})
    for _click in range(2):
        response = client.post(page.get_url(), {**data, "q-files": [upload(PDF, "plan.pdf")]})
        assert response.status_code == 303
    assert Submission.objects.count() == 1
    assert Attachment.objects.count() == 1


def test_a_file_sent_once_is_not_part_of_a_second_answer(client: Client) -> None:
    page = asking_for_files()
    back = send(client, page, upload(PDF, "plan.pdf"), title="")
    assert again(client, page, back, **{"q-title": "Un banc"}).status_code == 303
    response = again(client, page, back, **{"q-title": "Autre chose"})
    assert response.status_code == 409
    assert "already sent" in text_of(response)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "vide.pdf", "is empty"),
        (b"<html><script>alert(1)</script>", "photo.jpg", "not taken here"),
        (photograph()[:150], "photo.jpg", "is damaged"),
        (PDF + b"x" * 1024**2, "lourd.pdf", "too large"),
    ],
)
def test_a_file_that_is_not_taken_is_named_with_the_reason(
    client: Client, content: bytes, name: str, words: str
) -> None:
    page = asking_for_files(most_mb=1)
    response = send(client, page, upload(content, name), upload(PDF, "plan.pdf"))
    assert response.status_code == 422
    shown = text_of(response)
    assert f"“{name}”" in shown
    assert words in shown
    # What is good beside it is held.
    assert Attachment.objects.get().name == "plan.pdf"


def test_more_files_than_are_taken_are_left_out_and_named(client: Client) -> None:
    page = asking_for_files(most_files=1)
    response = send(client, page, upload(PDF, "un.pdf"), upload(b"Deux", "deux.txt"))
    assert response.status_code == 422
    assert "1 file at most. Left out: deux.txt" in text_of(response)
    assert again(client, page, response).status_code == 303


def test_a_compulsory_file_is_asked_for(client: Client) -> None:
    page = asking_for_files(required=True)
    assert "compulsory" in text_of(send(client, page))
    assert Submission.objects.count() == 0
    assert send(client, asking_for_files()).status_code == 303


def test_files_that_nobody_sent_are_erased_after_a_day(client: Client) -> None:
    page = asking_for_files()
    send(client, page, upload(PDF, "plan.pdf"), title="")
    send(client, page, upload(b"Bonjour", "mot.txt"))
    waiting = Attachment.objects.get(submission=None)
    stray, _size = vault.keep([b"x"], "pdf")
    assert erase_unsent() == 0
    Attachment.objects.filter(pk=waiting.pk).update(held_until=timezone.now() - timedelta(seconds=1))
    assert erase_unsent() == 1
    assert Attachment.objects.get().name == "mot.txt"
    # One that no row knows may have its row a moment later.
    assert vault.path_of(stray).exists()


def test_no_more_is_held_than_there_is_room_for(client: Client, settings: Any) -> None:
    settings.HELD_FILES_MB = 0
    response = send(client, asking_for_files(), upload(PDF, "plan.pdf"))
    assert response.status_code == 422
    assert "too many files are on their way" in text_of(response)


def test_a_body_larger_than_any_form_is_refused(client: Client, settings: Any) -> None:
    settings.UPLOAD_BODY_MB = 1
    response = send(client, asking_for_files(), upload(PDF + b"x" * 2 * 1024**2, "plan.pdf"))
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("", "file"),
        ("...", "file"),
        ('x"<y>.pdf', "x__y_.pdf"),
        ("é" * 300 + ".pdf", "é" * 145 + "….pdf"),
    ],
)
def test_a_name_misleads_nobody(given: str, shown: str) -> None:
    with override("en"):
        assert plain_name(given) == shown


def test_an_editor_cannot_ask_for_more_than_a_form_carries(settings: Any) -> None:
    settings.UPLOAD_BODY_MB = 50
    with pytest.raises(ValidationError):
        clean("files", kinds=["image"], most_files=10, most_mb=20)
    clean("files", kinds=["image"], most_files=5, most_mb=10)


def test_the_field_says_what_it_takes(client: Client) -> None:
    page = soup(client.get(asking_for_files(kinds=["pdf"], most_files=2, most_mb=4).get_url()))
    chooser = page.select_one("input[type=file]")
    assert chooser is not None
    assert chooser["accept"] == ".pdf"
    assert chooser.has_attr("multiple")
    bounds = page.select_one(f"#{chooser['aria-describedby']}")
    assert bounds is not None


def test_what_is_not_taken_is_not_held_either(client: Client, settings: Any) -> None:
    settings.FILES_RATE = (1, 600)
    page = asking_for_files()
    assert send(client, page, upload(PDF, "plan.pdf"), title="").status_code == 422
    refused = send(client, page, upload(PDF + b"\n", "autre.pdf"))
    assert refused.status_code == 429
    assert form_of(refused).select_one("[name=q-title]")["value"] == "Un banc"
    settings.FILES_RATE = (60, 600)
    page.closes_at = timezone.now()
    page.save()
    client.post(page.get_url(), {"q-title": "Un banc", "q-files": [upload(PDF + b"\n\n", "tard.pdf")]})
    assert [each.name for each in Attachment.objects.all()] == ["plan.pdf"]
