"""The same form on both sides, and how a browser sends it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from wagtail.models import Locale

from benchmarks.peers.models import PeerForm, PeerFormField
from benchmarks.tools.visitor import Response, Visitor
from forms.builder import CONTACT, field_name
from tests.factories.forms import question
from tests.factories.pages import call_for_ideas, site

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
MODE = "Comment venez-vous ?"
MODES = ("À pied", "À vélo", "En bus")
TITLE = "Une piste cyclable le long du canal"
IDEA = (
    "Le chemin de halage est large mais défoncé. Un revêtement stable permettrait d’aller au bourg à "
    "bicyclette sans passer par la route, et aux enfants d’aller seuls au collège."
)
NOTE = "Je peux montrer l’endroit."
_numbers = count()


@dataclass(frozen=True)
class Side:
    """A form, what is typed into it, and what comes after it was sent."""

    name: str
    path: str
    fields: Callable[[], dict[str, str]]
    # Whether the answer to the form sends the browser on to another page.
    redirects: bool

    def exchange(self, visitor: Visitor) -> None:
        """Ask for the form, send it filled in, follow where the answer leads."""
        self.send(visitor, self.open(visitor))

    def open(self, visitor: Visitor) -> dict[str, str]:
        """Ask for the form and return it filled in."""
        page = visitor.get(self.path)
        assert page.status == 200, page.status
        return {**dict(HIDDEN.findall(page.body)), **self.fields()}

    def send(self, visitor: Visitor, data: dict[str, str]) -> Response:
        """Send the form and follow where the answer leads."""
        answer = visitor.post(self.path, data)
        if not self.redirects:
            assert answer.status == 200, answer.status
            assert 'name="csrfmiddlewaretoken"' not in answer.body
            return answer
        assert answer.status == 303, answer.status
        answer = visitor.get(answer.headers["Location"])
        assert answer.status == 200, answer.status
        return answer


def _email() -> str:
    """Return an address on two of five forms, as residents leave one."""
    number = next(_numbers)
    return f"resident{number}@example.org" if number % 5 < 2 else ""


def ours() -> Side:
    """Return our form: five fields, one of them the contact's address."""
    mode = question("single_choice", MODE, options=list(MODES), published=True, display="radio")
    page = call_for_ideas(
        "Des idées pour le bourg",
        form=[
            question("short_text", "Titre", id="title", required=True, published=True, max_length=150),
            question("long_text", "Votre idée", id="idea", required=True, published=True, max_length=2_000),
            mode,
            question("long_text", "Un mot pour l’équipe", id="note", max_length=500),
        ],
    )
    walk = mode["value"]["options"][0]["id"]

    def fields() -> dict[str, str]:
        return {
            field_name("title"): TITLE,
            field_name("idea"): IDEA,
            field_name(mode["id"]): walk,
            field_name("note"): NOTE,
            CONTACT: _email(),
        }

    return Side("Parvis", page.url, fields, redirects=True)


def theirs() -> Side:
    """Return the peer's form with the same five fields, in a bare template."""
    page = PeerForm(title="Des idées pour le quartier", locale=Locale.get_default())
    kinds: list[dict[str, Any]] = [
        {"label": "Titre", "field_type": "singleline", "required": True},
        {"label": "Votre idée", "field_type": "multiline", "required": True},
        {"label": MODE, "field_type": "radio", "choices": "\n".join(MODES), "required": False},
        {"label": "Un mot pour l’équipe", "field_type": "multiline", "required": False},
        {"label": "Votre adresse", "field_type": "email", "required": False},
    ]
    page.form_fields = [PeerFormField(sort_order=number, **kind) for number, kind in enumerate(kinds)]
    site().add_child(instance=page)
    page.save_revision().publish()
    names = [field.clean_name for field in page.form_fields.all()]

    def fields() -> dict[str, str]:
        return dict(zip(names, (TITLE, IDEA, MODES[0], NOTE, _email()), strict=True))

    return Side("wagtail.contrib.forms", page.url, fields, redirects=False)


def prepare() -> None:
    """Make what a site has: a home page, some pages in its menu, an account."""
    home = site()
    User.objects.create_superuser("bench", "bench@example.org", "bench")
    for number in range(4):
        page = call_for_ideas(f"Appel {number}", form=[], parent=home)
        page.show_in_menus = True
        page.save()
