"""A browser on its way through a form of several pages."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from tests.forms.browser import form_of, held, named, soup, text_of


class Walk:
    """One window of a browser: the page it shows, and what it types there."""

    def __init__(self, client: Client, page: Page) -> None:
        """Open the page."""
        self.client, self.page = client, page
        self.shown: HttpResponse = client.get(page.get_url())

    def go(self, wish: str = "next", **answers: Any) -> "Walk":
        """Fill in the page that is shown, press a button, follow where it leads."""
        return self.send(self.filled(**answers), wish)

    def filled(self, **answers: Any) -> dict[str, Any]:
        """Return what the page that is shown would send."""
        return {**held(self.shown), **named(answers)}

    def send(self, data: dict[str, Any], wish: str = "next") -> "Walk":
        """Send a page with a button, follow where it leads."""
        address = str(form_of(self.shown)["action"])
        self.shown = self.client.post(address, {**data, "go": wish}, follow=True)
        return self

    def open(self, address: str) -> "Walk":
        """Go to a part of the page, as the back button or a link does."""
        self.shown = self.client.get(self.page.get_url() + address, follow=True)
        return self

    @property
    def text(self) -> str:
        """The words of the page that is shown."""
        return text_of(self.shown)

    @property
    def title(self) -> str:
        """Its title."""
        title = soup(self.shown).title
        return " ".join(title.get_text().split()) if title else ""

    def value(self, question_id: str) -> list[str]:
        """What the page that is shown holds for a question."""
        return held(self.shown).get(f"q-{question_id}", [])

    def send_all(self) -> "Walk":
        """Press the button of the summary."""
        form = soup(self.shown).select_one("form:has(button[value=send])")
        assert form is not None, self.text
        token = form.select_one("input[name=csrfmiddlewaretoken]")
        data = {"csrfmiddlewaretoken": token["value"] if token else "", "go": "send"}
        self.shown = self.client.post(str(form["action"]), data, follow=True)
        return self

    def code(self) -> str:
        """Return the code under which the answers are kept, from the page that shows it."""
        shown = soup(self.shown).select_one("#draft-code")
        assert shown is not None, self.text
        return shown.get_text().strip()
