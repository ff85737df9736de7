"""What a browser does with a form: read it, fill it in, send it, look at what comes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from forms.builder import CONTACT, NONCE, field_name

Answers = Mapping[str, str | Sequence[str]]


def soup(response: HttpResponse) -> BeautifulSoup:
    """Return the page of a response."""
    return BeautifulSoup(response.content, "html.parser")


def form_of(response: HttpResponse) -> Tag:
    """Return the form that residents answer in a page."""
    form = soup(response).select_one("form:has(input[name=nonce])")
    assert form is not None, "the page has no form"
    return form


def held(response: HttpResponse) -> dict[str, list[str]]:
    """Return what the form of a page holds, as the browser would send it."""
    data: dict[str, list[str]] = {}
    for field in form_of(response).select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if field.name == "textarea":
            value = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            value = str(chosen["value"]) if chosen else ""
        elif field.get("type") in ("radio", "checkbox"):
            if not field.has_attr("checked"):
                continue
            value = str(field.get("value", "on"))
        else:
            value = str(field.get("value", ""))
        data.setdefault(name, []).append(value)
    return data


def text_of(response: HttpResponse) -> str:
    """Return the words of a page, one space between them."""
    return " ".join(soup(response).get_text(" ").split())


def named(answers: Answers) -> dict[str, Any]:
    """Return answers by question id as fields of the form."""
    return {CONTACT if key == CONTACT else field_name(key): value for key, value in answers.items()}


def fill_in(client: Client, page: Page, answers: Answers) -> dict[str, Any]:
    """Open a page and return all that its form would send with these answers."""
    response = client.get(page.get_url())
    assert response.status_code == 200
    return {**held(response), **named(answers)}


def answer(client: Client, page: Page, answers: Answers) -> HttpResponse:
    """Open a page, fill in its form and send it."""
    return client.post(page.get_url(), fill_in(client, page, answers))


def code_after(client: Client, response: HttpResponse) -> str:
    """Follow a browser to its receipt and return the code on it."""
    assert response.status_code == 303, text_of(response)
    code = soup(client.get(response["Location"])).select_one("#receipt-code")
    assert code is not None
    return code.text.strip()


def with_nonce(data: Mapping[str, Any], nonce: str) -> dict[str, Any]:
    """Return what a form sends, with another nonce."""
    return {**data, NONCE: nonce}
