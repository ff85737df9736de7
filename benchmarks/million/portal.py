"""The portal that the submissions belong to: fifty pages, their forms, labels, moderators."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from benchmarks.million.texts import Mixer
from forms.models import FormVersion, StaffMember, Territory, Theme
from tests.factories.forms import idea_form, question, territory, theme
from tests.factories.pages import call_for_ideas, consultation, process, questionnaire, site

PAGES = 50
QUESTIONNAIRES, CONSULTATIONS = 12, 8
TERRITORIES = 30
MODERATORS = 5
MODES = ("À pied", "À vélo", "En bus", "En car", "En voiture", "Autrement")
TITLE, IDEA, NOTE, OPINION, MODE, SCALE = "title", "idea", "private", "opinion", "mode", "scale"
THEME, TERRITORY = "theme", "territory"
ADMINISTRATOR = "bench"


@dataclass(frozen=True)
class Answered:
    """A page as its submissions need it."""

    page: Any
    version_id: int
    is_published: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Portal:
    """What submissions are drawn from."""

    pages: list[Answered]
    themes: list[Theme]
    territories: list[Territory]
    staff: list[StaffMember]
    mixer: Mixer


def build() -> Portal:
    """Make the portal in an empty database."""
    home, mixer = site(), Mixer()
    themes = [theme(name) for name in mixer.themes]
    territories = [territory(f"Canton {number:02}") for number in range(1, TERRITORIES + 1)]
    users = [User.objects.create_user(f"moderator{n}", password=None) for n in range(MODERATORS)]
    User.objects.create_superuser(ADMINISTRATOR, "bench@example.org", None)
    processes = [process(f"Démarche {number + 1}", parent=home) for number in range(PAGES // 5)]
    pages = [_page(number, processes[number // 5]) for number in range(PAGES)]
    return Portal(
        pages=pages,
        themes=themes,
        territories=territories,
        staff=[StaffMember.objects.create(user=user) for user in users],
        mixer=mixer,
    )


def _page(number: int, parent: Any) -> Answered:
    """Return one page: calls for ideas, among them some consultations and questionnaires."""
    labels = [
        question("theme", "Thème", id=THEME, published=True),
        question("territory", "Canton", id=TERRITORY, published=True),
    ]
    title = f"Participation {number + 1:02}"
    options: tuple[str, ...] = ()
    if number % 4 == 3:
        choice = question(
            "single_choice", "Comment venez-vous ?", id=MODE, options=list(MODES), display="radio"
        )
        options = tuple(option["id"] for option in choice["value"]["options"])
        scale = question("scale", "Êtes-vous satisfait ?", id=SCALE, lowest=1, highest=5)
        note = question("long_text", "Un mot ?", id=NOTE, max_length=2_000)
        page = questionnaire(title, parent=parent, form=[choice, scale, note, *labels])
    elif number % 6 == 5:
        opinion = question("long_text", "Votre avis", id=OPINION, published=True, max_length=5_000)
        page = consultation(title, parent=parent, form=[opinion, *labels])
    else:
        page = call_for_ideas(title, parent=parent, form=[*idea_form(), *labels])
    return Answered(page, FormVersion.freeze(page, page.form).pk, page.publishes, options)
