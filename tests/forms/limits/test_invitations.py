"""An editor makes codes, prints them on letters, counts and revokes them; others cannot."""

import io
import re

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from pypdf import PdfReader

from forms.enums import Once
from forms.invitations.codes import LENGTH, PRIME, check, corrected, digest_of, generated, grouped
from forms.invitations.letters import letters
from forms.invitations.services import codes_of, generate
from forms.models import Invitation, InvitationBatch, UnusedInvitation
from portal.branding.models import SiteIdentity
from tests.factories import limits, paper
from tests.forms.browser import soup, text_of

pytestmark = pytest.mark.django_db

CODES = [f"LIME{number:011d}" for number in range(3)]


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ed", "ed@example.org", "x"))
    return client


def test_a_code_is_written_without_characters_that_look_alike_and_every_slip_is_noticed() -> None:
    code = generated("seed", 1)
    assert len(code) == LENGTH
    assert not set(code) & set("01258ILOU6")
    assert 26**14 > 2**60
    assert PRIME < 26**2
    for place, letter in enumerate(code):
        for other in "3479ABCDEFGHJKMNPQRSTVWXYZ":
            if other != letter:
                assert corrected(code[:place] + other + code[place + 1 :]) is None
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert corrected(swapped) == (code if swapped == code else None)


def test_a_code_is_taken_in_any_case_and_spacing_and_with_look_alikes() -> None:
    body = "BSZGVABCDEFGHJ"
    code = body + check(body)
    typed = grouped(code).lower().replace("b", "8", 1).replace("s", "5", 1).replace("z", "2", 1)
    assert corrected(f"  {typed.replace(' ', ' - ')}\n") == code


def test_an_editor_makes_codes_and_sees_how_many_were_used(editor: Client) -> None:
    page = limits.limited(once=Once.INVITATION)
    address = reverse("invitations_generate", args=[page.pk])
    made = editor.post(address, {"generate-name": "Rue Haute", "generate-number": "3"})
    assert made.status_code == 303
    batch = InvitationBatch.objects.get()
    first = next(codes_of(batch))
    client = Client()
    assert limits.enter(client, page, first).status_code == 303
    assert limits.post(client, page, word="un").status_code == 303
    row = soup(editor.get(reverse("invitations", args=[page.pk]))).select_one("tbody tr")
    assert row is not None
    assert [cell.text.split()[-1] for cell in row.select("td")[:3]] == ["3", "1", "2"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_editor_brings_in_the_codes_of_another_tool_and_they_open_the_form(
    editor: Client, kind: str
) -> None:
    page = limits.limited(once=Once.INVITATION)
    rows = [["nom", "token"], *[[f"Habitant {n}", code] for n, code in enumerate(CODES)]]
    if kind == "csv":
        content = "\n".join(";".join(row) for row in rows).encode()
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(buffer := io.BytesIO())
        content = buffer.getvalue()
    file = SimpleUploadedFile(f"codes.{kind}", content)
    address = reverse("invitations_import", args=[page.pk])
    taken = editor.post(address, {"import-name": "Quartier", "import-file": file})
    assert taken.status_code == 303, text_of(taken)
    assert Invitation.objects.count() == len(CODES)
    assert limits.enter(Client(), page, CODES[0].lower()).status_code == 303
    again = SimpleUploadedFile("codes.csv", CODES[1].encode())
    refused = editor.post(address, {"import-name": "Quartier", "import-file": again})
    assert refused.status_code == 422
    assert Invitation.objects.count() == len(CODES)


def test_codes_that_are_short_or_no_codes_at_all_are_refused_by_their_lines(editor: Client) -> None:
    page = limits.limited(once=Once.INVITATION)
    file = SimpleUploadedFile("codes.csv", f"code\n{CODES[0]}\n1234\n".encode())
    address = reverse("invitations_import", args=[page.pk])
    refused = editor.post(address, {"import-name": "Q", "import-file": file})
    assert refused.status_code == 422
    assert "3." in text_of(refused)
    assert "1234" not in text_of(refused)
    assert not Invitation.objects.exists()


def test_letters_are_a_tagged_pdf_and_hold_the_code_after_the_sign_that_no_server_sees(
    editor: Client,
) -> None:
    page = limits.limited(once=Once.INVITATION, anonymous=True)
    batch = generate(page, "Rue Haute", 2)
    address = reverse("invitations_letters", args=[page.pk, batch.pk])
    text = str(soup(editor.get(address)).select_one("textarea").text)  # type: ignore[union-attr]
    pdf = editor.post(address, {"text": text, "part": "0"})
    assert pdf["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in pdf.content
    assert f"/Type/Pages/Count {batch.size}".encode() in pdf.content
    listed = b"".join(editor.get(reverse("invitations_codes", args=[page.pk, batch.pk]))).decode()
    for code in codes_of(batch):
        assert f"{page.full_url}#code={code}" in listed


def test_letters_have_the_colour_of_the_site() -> None:
    page = limits.limited(once=Once.INVITATION)
    request = RequestFactory().get("/", headers={"host": "localhost"})
    plain = letters(page, request, "Bonjour", ["ABCD"])
    identity = SiteIdentity.for_site(page.get_site())
    identity.band_colour = "#7a1f5c"
    identity.save()
    mine = letters(page, RequestFactory().get("/", headers={"host": "localhost"}), "Bonjour", ["ABCD"])
    assert drawn(mine) - drawn(plain) == {"0.47843137 0.12156863 0.36078432"}


def drawn(pdf: bytes) -> set[str]:
    """Return the colours in which the pages of a PDF draw lines."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = b"".join(page.get_contents().get_data() for page in pages).decode("latin-1")  # type: ignore[union-attr]
    return set(re.findall(r"([\d.]+ [\d.]+ [\d.]+) (?:SCN|RG)", text))


def test_a_revoked_batch_lets_nobody_in_and_leaves_the_others_alone(editor: Client) -> None:
    page, codes = limits.invited(2)
    other = generate(page, "Rue Basse", 1)
    batch = InvitationBatch.objects.exclude(pk=other.pk).get()
    address = reverse("invitations_revoke", args=[page.pk, batch.pk])
    assert "2" in text_of(editor.get(address))
    assert editor.post(address).status_code == 303
    assert limits.enter(Client(), page, codes[0]).status_code == 422
    assert limits.enter(Client(), page, next(codes_of(other))).status_code == 303


def test_the_database_holds_no_code(editor: Client) -> None:
    page, codes = limits.invited(1)
    assert Invitation.objects.get().digest == digest_of(page.translation_key, codes[0])
    assert codes[0] not in str(list(Invitation.objects.values()) + list(InvitationBatch.objects.values()))
    assert UnusedInvitation.objects.count() == 1


def test_only_who_may_edit_the_page_reaches_its_codes() -> None:
    page = limits.limited(once=Once.INVITATION)
    batch = generate(page, "Rue Haute", 1)
    client = Client()
    client.force_login(paper.agent(page))
    names = ["invitations", "invitations_letters", "invitations_codes", "invitations_revoke"]
    for name in names:
        args = [page.pk] if name == "invitations" else [page.pk, batch.pk]
        assert client.get(reverse(name, args=args)).status_code in (302, 403), name
    for name in ("invitations_generate", "invitations_import", "invitations_places"):
        assert client.post(reverse(name, args=[page.pk])).status_code in (302, 403), name
    assert client.post(reverse("invitations_revoke", args=[page.pk, batch.pk])).status_code in (302, 403)
    assert UnusedInvitation.objects.count() == 1


def test_an_editor_gives_each_group_its_places_and_answers_that_came_before_count(editor: Client) -> None:
    page = limits.limited(category_limits=True)
    limits.post(Client(), page, mode="foot")
    address = reverse("invitations_places", args=[page.pk])
    assert editor.post(address, {"places-0-0": "1", "places-0-1": ""}).status_code == 303
    assert limits.post(Client(), page, mode="foot").status_code == 409
    assert limits.post(Client(), page, mode="bike").status_code == 303
    assert "1" in text_of(editor.get(reverse("invitations", args=[page.pk])))
