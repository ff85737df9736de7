"""Where somebody stands in a form of several pages: what the templates show around the questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, QueryDict

from forms.fields.reading import questions_of
from forms.flow import drafts
from forms.flow.screens import Course, Screen
from forms.models import Draft

if TYPE_CHECKING:
    from forms.builder import QuestionForm
    from forms.page import FormPage

# Names of what a screen sends beside its answers.
GO, SEEN, ASKS, BACK_TO = "go", "seen", "asks", "back_to"
CONTROLS = (GO, SEEN, ASKS, BACK_TO)
SEPARATOR = ","
SUMMARY = "summary"
# What its sender wants: the value of the button.
NEXT, BACK, SAVE, SEND = "next", "back", "save", "send"


@dataclass(frozen=True)
class Stand:
    """One screen on the way, as its template needs it."""

    page: "FormPage"
    course: Course
    screen: Screen
    draft: Draft | None
    address: str
    summary_address: str
    # Whether whoever is here came from the summary to change one answer.
    from_summary: bool = False
    # Where this browser's earlier answers go on: they are offered, not shown, to whoever comes now.
    return_address: str = ""
    # What the link said for questions of later screens: name and value of each field.
    carried: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> int:
        """Which of the person's pages this is, from 1."""
        return self.course.place(self.screen) if self.screen in self.course.open else 1

    @property
    def total(self) -> int:
        """How many pages there are, as far as the answers say."""
        return self.course.total

    @property
    def heading(self) -> str:
        """What stands above the questions."""
        return self.screen.heading

    @property
    def intro(self) -> Any:
        """What stands between the heading and the questions."""
        return self.screen.head.value["intro"] if self.screen.head else ""

    @property
    def asks(self) -> str:
        """The questions that the screen shows now: an editor may put others on it before it is sent."""
        return SEPARATOR.join(child.id for child in questions_of(self.course.shown(self.screen)))

    @property
    def seen(self) -> str:
        """What tells the screen as it is shown now from the one that another tab makes of it."""
        return drafts.mark(self.draft, self.asks.split(SEPARATOR))

    @property
    def has_before(self) -> bool:
        """Whether there is a page to go back to."""
        return self.course.before(self.screen.number) is not None

    @property
    def is_last(self) -> bool:
        """Whether no question comes after this page."""
        return self.course.after(self.screen.number) is None

    @property
    def sends(self) -> bool:
        """Whether the next thing is to send."""
        return self.is_last and not self.page.shows_summary

    @property
    def replaced(self) -> Sequence[Sequence[str]]:
        """Answers that the last request put others in the place of: label and lines."""
        return self.draft.replaced if self.draft else []

    @property
    def dropped(self) -> Sequence[Sequence[str]]:
        """Answers to questions that the form no longer has."""
        return [*self.draft.dropped, *drafts.lost(self.draft, self.page.form)] if self.draft else []


def address_of(page: "FormPage", name: str, request: HttpRequest, **kwargs: Any) -> str:
    """Return the address of a part of the page."""
    return (page.get_url(request) or "/") + page.reverse_subpage(name, kwargs=kwargs or None)


def screen_address(page: "FormPage", screen: Screen, request: HttpRequest) -> str:
    """Return the address of a screen."""
    return address_of(page, "screen", request, number=screen.number)


def stand_at(
    page: "FormPage",
    course: Course,
    screen: Screen,
    draft: Draft | None,
    request: HttpRequest,
    **options: Any,
) -> Stand:
    """Return where somebody stands on a screen."""
    return Stand(
        page,
        course,
        screen,
        draft,
        address=screen_address(page, screen, request),
        summary_address=address_of(page, SUMMARY, request),
        **options,
    )


def screen_form(
    page: "FormPage",
    course: Course,
    screen: Screen,
    draft: Draft | None,
    data: QueryDict | None = None,
    files: Any = None,
) -> "QuestionForm":
    """Return the form of one screen: empty, with what was sent, or filled with what was typed before."""
    form = page.build_form(
        data,
        files=files,
        offers_contact=course.after(screen.number) is None,
        children=course.shown(screen),
        known=course.known(screen),
    )
    if data is None:
        drafts.fill(form, draft, page.form)
    return form


def where_to_go_on(page: "FormPage", draft: Draft, request: HttpRequest) -> str:
    """Return where to go on: the last screen with something typed, or what comes after a complete one."""
    course = Course(page.form, draft.answers)
    typed = set(draft.typed)
    begun = [screen for screen in course.open if screen.ids & typed]
    if not begun:
        return screen_address(page, course.nearest(1), request)
    if begun[-1].ids & course.met - typed:
        return screen_address(page, begun[-1], request)
    after = course.after(begun[-1].number)
    return screen_address(page, after, request) if after else address_of(page, SUMMARY, request)
