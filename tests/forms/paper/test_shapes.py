"""Every type of question has its place on paper, whatever it is."""

import io
from typing import Any

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from pypdf import PdfReader
from wagtail.images.models import Image
from wagtail.models import Site

from forms.fields import FormStreamBlock
from forms.fields.base import Question
from forms.fields.printed import letter
from forms.paper.printed import services
from forms.paper.printed.plain import one_line, paragraphs
from forms.paper.printed.services import Form
from pages.models import Questionnaire
from portal.branding.models import SiteIdentity
from tests.factories import pages

QUESTIONS = [name for name, block in FormStreamBlock().child_blocks.items() if isinstance(block, Question)]


@pytest.fixture
def everything(db: None) -> Questionnaire:
    """A questionnaire with a question of each type, as the editor's preview shows it."""
    stream = FormStreamBlock()
    raw = []
    for name in QUESTIONS:
        block: Any = stream.child_blocks[name]
        raw.append({"type": name, "id": name, "value": block.get_prep_value(block.get_preview_value())})
    return pages.questionnaire("Tout", form=raw)


def test_each_type_is_printed_with_its_number(everything: Questionnaire) -> None:
    request = RequestFactory().get("/")
    made = services._set(Form(everything, everything.form, request), ["7K3M-9QXD"])
    reader = PdfReader(io.BytesIO(made.pdf))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    assert len(reader.pages) == made.pages
    for child in everything.form:
        if child.block.printed(child.value) is not None:
            assert " ".join(str(child.value["label"])[:30].split()) in said, child.block_type


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_logo_is_printed_and_named(everything: Questionnaire, kind: str) -> None:
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.organisation = "Ville de Beauval"
    identity.logo = Image.objects.create(title="Logo", file=picture(kind), width=120, height=40)
    identity.save()

    made = services.blank(everything, RequestFactory().get("/"))

    reader = PdfReader(io.BytesIO(made.pdf))
    objects = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    assert "Ville de Beauval" in [each.get("/Alt") for each in objects if isinstance(each, dict)]


def picture(kind: str) -> ContentFile:
    """Return a small image of a kind."""
    if kind == "svg":
        drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><path d="M0 0h9v9z"/></svg>'
        return ContentFile(drawn.encode(), name="logo.svg")
    buffer = io.BytesIO()
    PIL.Image.new("RGBA", (120, 40), "#0b5a68").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="logo.png")


def test_the_letters_go_on_after_z() -> None:
    assert [letter(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_rich_text_becomes_paragraphs_and_links_are_spelt_out() -> None:
    html = '<p>Un <b>mot</b></p><ul><li><a href="https://a.example/b">Ici</a></li></ul>'

    assert [(each.text, each.item) for each in paragraphs(html)] == [
        ("Un mot", False),
        ("Ici (https://a.example/b)", True),
    ]
    assert one_line("<p>a</p><p>b</p>") == "a b"
