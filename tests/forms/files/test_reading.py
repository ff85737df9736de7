"""Who may read a file, where it is shown, and when it is erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from forms import follow
from forms.edits.services import edit
from forms.enums import Action, Channel, State
from forms.exports.answers import answer_columns
from forms.files.storage import vault
from forms.intake.services import correct
from forms.models import Attachment, Submission
from forms.moderation.services import act, publish
from forms.retention import purge
from tests.factories.moderation import moderator, superuser
from tests.forms.browser import fill_in, soup, text_of
from tests.forms.files.making import PDF, asking_for_files, photograph, upload

pytestmark = pytest.mark.django_db


def sent_to(page: Any, *files: Any) -> Submission:
    """Send a form with files, by default a photograph and a document."""
    client = Client()
    given = list(files) or [upload(photograph(), "banc.jpg"), upload(PDF, "plan.pdf")]
    data = {**fill_in(client, page, {"title": "Un banc"}), "q-files": given}
    assert client.post(page.get_url(), data).status_code == 303
    return Submission.objects.latest("pk")


def addresses(submission: Submission) -> list[str]:
    """Return where its files are read, in French."""
    with override("fr"):
        return [reverse("attachment", args=[key]) for key in submission.answers["files"]]


def statuses(client: Client, submission: Submission) -> set[int]:
    return {client.get(address).status_code for address in addresses(submission)}


def following(submission: Submission) -> Client:
    """Return the browser of an author who has opened their follow-up."""
    client = Client()
    client.get(reverse("follow_link", args=[follow.link_token(submission.pk)]))
    return client


def test_private_files_are_read_by_their_author_and_their_moderators_alone() -> None:
    page, other = asking_for_files(), asking_for_files()
    submission = sent_to(page)
    assert statuses(Client(), submission) == {404}
    assert statuses(following(submission), submission) == {200}
    assert statuses(following(sent_to(other)), submission) == {404}
    for user, status in ((moderator(page), 200), (moderator(other), 404), (superuser(), 200)):
        client = Client()
        client.force_login(user)
        assert statuses(client, submission) == {status}


def test_a_held_file_is_read_by_nobody(client: Client) -> None:
    page = asking_for_files()
    client.force_login(superuser())
    client.post(
        page.get_url(), {**fill_in(client, page, {"title": ""}), "q-files": [upload(PDF, "plan.pdf")]}
    )
    assert client.get(reverse("attachment", args=[Attachment.objects.get().pk])).status_code == 404


def test_everybody_reads_a_published_file_while_its_contribution_is_public(client: Client) -> None:
    page = asking_for_files(published=True)
    submission = sent_to(page)
    assert statuses(client, submission) == {404}
    publish(submission, by=superuser())
    assert statuses(client, submission) == {200}
    act(submission, Action.HIDE, by=superuser(), reason="off_topic")
    assert statuses(client, submission) == {404}


def test_a_private_file_of_a_public_contribution_stays_private(client: Client) -> None:
    page = asking_for_files(published=True)
    block = page.form[1]
    block.value["published"] = False
    page.save_revision().publish()
    submission = sent_to(page)
    publish(submission, by=superuser())
    assert statuses(client, submission) == {404}


def test_a_page_that_is_taken_down_takes_its_files_along(client: Client) -> None:
    page = asking_for_files(published=True)
    submission = sent_to(page)
    publish(submission, by=superuser())
    page.unpublish()
    assert statuses(client, submission) == {404}


def test_a_file_is_served_so_that_nothing_in_it_runs() -> None:
    client = following(submission := sent_to(asking_for_files()))
    image, document = (client.get(address) for address in addresses(submission))
    assert image["Content-Type"] == "image/jpeg"
    assert image["Content-Disposition"] == "inline; filename*=UTF-8''banc.jpg"
    assert document["Content-Type"] == "application/pdf"
    assert document["Content-Disposition"] == "attachment; filename*=UTF-8''plan.pdf"
    for response in (image, document):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert "sandbox" in response["Content-Security-Policy"]


def test_a_file_is_called_what_it_is() -> None:
    submission = sent_to(
        asking_for_files(), upload(photograph("png"), "facture.pdf"), upload(b"a;b", "t.csv")
    )
    client = following(submission)
    image, table = (client.get(address)["Content-Disposition"] for address in addresses(submission))
    assert image.endswith("facture.png")
    assert table.endswith("t.csv")


def test_a_lost_file_is_not_there() -> None:
    submission = sent_to(asking_for_files())
    for row in submission.attachments.all():
        vault.delete(row.file)
    assert statuses(following(submission), submission) == {404}


def shown(response: HttpResponse) -> tuple[list[str], list[str]]:
    """Return the pictures and the links to documents of a page."""
    page = soup(response)
    links = [str(link["href"]) for link in page.select(".files a[download]")]
    return [str(image["src"]) for image in page.select(".files img")], links


def test_moderators_the_author_and_the_public_see_them_beside_the_answer(client: Client) -> None:
    page = asking_for_files(published=True)
    submission = sent_to(page)
    image, document = addresses(submission)
    desk = Client()
    desk.force_login(superuser())
    inspect = desk.get(submission.admin_url)
    assert [len(each) for each in shown(inspect)] == [1, 1]
    assert "plan.pdf" in text_of(inspect)
    own = following(submission).get(reverse("follow"))
    assert [each.removeprefix("/en") for some in shown(own) for each in some] == [image, document]
    publish(submission, by=superuser())
    public = client.get(submission.get_public_url())
    assert [len(each) for each in shown(public)] == [1, 1]
    assert soup(public).select_one(".files img")["alt"] == "banc.jpg"  # type: ignore[index]


def test_an_export_names_each_file_with_its_address(django_assert_num_queries: Any) -> None:
    submission = sent_to(asking_for_files())
    columns = answer_columns([submission.version])
    column = next(column for column in columns if column.head.key.endswith("files"))
    batch: Any = {"answers": [submission.answers, {}, {"files": None}]}
    with django_assert_num_queries(1):
        first, second, third = column.read(batch)
    lines = first.splitlines()
    assert lines[0].startswith("banc.jpg (http")
    assert lines[1].endswith(f"{addresses(submission)[1]})")
    assert (second, third) == (None, None)
    (raw, *_none) = column.read_raw(batch)
    assert [each["name"] for each in raw] == ["banc.jpg", "plan.pdf"]


def test_an_author_who_is_asked_for_a_change_adds_and_removes_files() -> None:
    page = asking_for_files(published=True)
    submission = sent_to(page)
    act(submission, Action.REQUEST_CHANGE, by=superuser(), message="Sans la photo ?")
    client = following(submission)
    address = reverse("edit_contribution")
    form = soup(client.get(address)).select_one("form[enctype]")
    assert form is not None
    held = [str(field["value"]) for field in form.select("input[name=q-files_held]")]
    assert len(held) == 2
    data = {
        str(f["name"]): str(f.get("value", "")) for f in form.select("input[type=hidden], input[type=text]")
    }
    data |= {"q-title": "Un banc", "q-files_held": held, "q-files_remove": held[0]}  # type: ignore[dict-item]
    response = client.post(address, {**data, "q-files": [upload(b"Bonjour", "mot.txt")]})
    assert response.status_code == 303, text_of(response)
    submission.refresh_from_db()
    names = dict(submission.attachments.values_list("pk", "name"))
    assert [
        names[row.pk] for key in submission.answers["files"] for row in Attachment.objects.filter(pk=key)
    ] == [
        "plan.pdf",
        "mot.txt",
    ]
    # Moderators still read what was sent before.
    assert set(names.values()) == {"banc.jpg", "plan.pdf", "mot.txt"}


def test_an_edit_leaves_what_it_does_not_touch() -> None:
    page = asking_for_files(published=True)
    submission = sent_to(page)
    act(submission, Action.REQUEST_CHANGE, by=superuser(), message="Un titre ?")
    edit(submission, {**submission.answers, "title": "Un autre titre"})
    submission.refresh_from_db()
    assert submission.state == State.PENDING
    assert submission.attachments.count() == 2


@pytest.mark.parametrize("is_published", [False, True])
def test_files_are_erased_with_the_texts_that_nobody_was_meant_to_read(
    is_published: bool, django_capture_on_commit_callbacks: Any
) -> None:
    page = asking_for_files(published=True)
    submission = sent_to(page)
    if is_published:
        publish(submission, by=superuser())
    Submission.objects.filter(pk=submission.pk).update(
        created_at=timezone.now() - page.retention - timedelta(days=1)
    )
    stored = [vault.path_of(row.file) for row in submission.attachments.all()]
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    submission.refresh_from_db()
    assert ("files" in submission.answers) == is_published
    assert submission.attachments.exists() == is_published
    assert {path.exists() for path in stored} == {is_published}


def test_a_corrected_sheet_erases_the_file_that_it_no_longer_names() -> None:
    submission = sent_to(asking_for_files())
    kept, gone = submission.attachments.order_by("name").reverse()
    answers = {"title": "Un banc", "files": [str(kept.pk)]}
    correct(
        submission,
        submission.page.specific,
        submission.version.stream,
        answers,
        channel=Channel.PAPER,
        external_id="A-1",
        received_at=timezone.now(),
    )
    assert list(submission.attachments.all()) == [kept]
    assert not Attachment.objects.filter(pk=gone.pk).exists()
