"""Pages that limit who answers, and the codes that let somebody in."""

from typing import Any

from django.test import Client

from forms.builder import NONCE, field_name
from forms.enums import Once
from forms.intake import nonce as nonces
from forms.invitations.services import codes_of, generate
from forms.models import Quota
from tests.factories import forms as make
from tests.factories import pages


def question_form() -> list[dict[str, Any]]:
    """Return a form of a choice with two options, ``foot`` and ``bike``, and a text."""
    options = [
        {"type": "item", "value": "À pied", "id": "foot"},
        {"type": "item", "value": "À vélo", "id": "bike"},
    ]
    return [
        make.question("single_choice", "Comment venez-vous ?", id="mode", options=options, display="radio"),
        make.question("short_text", "Un mot", id="word", max_length=100),
    ]


def limited(title: str = "Votre quartier", **values: Any) -> Any:
    """Return a published questionnaire with these limits."""
    values.setdefault("form", question_form())
    return pages.questionnaire(title, **values)


def invited(number: int, **values: Any) -> tuple[Any, list[str]]:
    """Return a questionnaire that asks for a code, and so many codes."""
    page = limited(once=Once.INVITATION, **values)
    return page, list(codes_of(generate(page, "Rue des Lilas", number)))


def quota(page: Any, option: str, places: int) -> Quota:
    """Limit the answers of one option of the choice."""
    return Quota.objects.create(
        page_key=page.translation_key, question_id="mode", option=option, places=places
    )


def enter(client: Client, page: Any, code: str) -> Any:
    """Type a code at the page's gate."""
    return client.post(f"{page.get_url()}access/", {"code": code})


def post(client: Client, page: Any, nonce: str = "", **answers: str) -> Any:
    """Send the form of a page, as a browser that has it open."""
    data = {field_name(name): text for name, text in answers.items()}
    return client.post(page.get_url(), {NONCE: nonce or nonces.issue(page.pk), **data})
