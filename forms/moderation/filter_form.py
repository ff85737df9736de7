"""The form above the queue: what may be chosen, checked value by value."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from forms.enums import Channel, State
from forms.models import Territory, Theme
from forms.moderation.filters import ANY_STATE, NEWEST, OLDEST, SPECIAL, QueueFilters
from forms.moderation.scope import Scope
from forms.taxonomy import label_names

TEXT_LENGTH = 200


class QueueForm(forms.Form):
    """Known filters with known values; an unknown value is an error, an unknown name is ignored."""

    q = forms.CharField(
        label=_("Search in titles and answers"), max_length=TEXT_LENGTH, required=False, strip=True
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    page = forms.ChoiceField(label=_("Page"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    territory = forms.ChoiceField(label=_("Territory"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, data: Any, scope: Scope) -> None:
        """Offer what this moderator may choose; the queue opens on what awaits a decision."""
        super().__init__(data={"state": State.PENDING, "order": OLDEST, **_last_values(data)})
        # "from" is a word of the language: the two fields cannot be written as attributes.
        self.fields["from"] = _day(_("Received from"))
        self.fields["to"] = _day(_("Received until"))
        self._scope = scope
        everything = [("", _("All"))]
        self._choices("state", [(ANY_STATE, _("All states")), *State.choices, *SPECIAL.items()])
        # Read when they are shown or one of them was chosen: triage shows no filters.
        self._choices(
            "page", lambda: [*everything, *((str(pk), words) for pk, (_, words) in self._pages.items())]
        )
        self._choices("theme", [*everything, *label_names(Theme).items()])
        self._choices("territory", [*everything, *label_names(Territory).items()])
        self._choices("channel", [*everything, *Channel.choices])
        self._choices("language", [*everything, *settings.LANGUAGES])
        self._choices("order", [(OLDEST, _("Oldest first")), (NEWEST, _("Newest first"))])

    @cached_property
    def _pages(self) -> dict[int, tuple[str, str]]:
        return section_pages(self._scope)

    def _choices(self, name: str, choices: list[Any] | Callable[[], list[Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse dates the wrong way round."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", ValidationError(_("This day is before the first one.")))
        return cleaned

    def filters(self) -> QueueFilters:
        """Return the choice of a valid form."""
        chosen = self.cleaned_data
        page = chosen["page"]
        return QueueFilters(
            state=chosen["state"] or State.PENDING.value,
            page=page,
            page_key=self._pages[int(page)][0] if page else "",
            theme_key=chosen["theme"],
            territory_key=chosen["territory"],
            channel=chosen["channel"],
            language=chosen["language"],
            received_from=chosen["from"].isoformat() if chosen["from"] else "",
            received_to=chosen["to"].isoformat() if chosen["to"] else "",
            text=chosen["q"],
            order=chosen["order"] or OLDEST,
        )


def _last_values(data: Any) -> dict[str, str]:
    """Return the given values by name."""
    return {name: data[name] for name in data}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )


def section_pages(scope: Scope) -> dict[int, tuple[str, str]]:
    """Return number -> (translation key, title) of the pages that somebody answered, by title.

    A page appears once, under its title in the site's first language if it has one.
    """
    pages = Page.objects.filter(form_versions__isnull=False)
    if not scope.everything:
        pages = pages.filter(translation_key__in=scope.page_keys)
    rows = (
        Page.objects.filter(translation_key__in=pages.values("translation_key"))
        .order_by("title")
        .values_list("pk", "translation_key", "title", "locale__language_code")
    )
    chosen: dict[str, tuple[int, str]] = {}
    for pk, key, title, code in rows:
        if str(key) not in chosen or code == settings.LANGUAGE_CODE:
            chosen[str(key)] = (pk, title)
    by_title = sorted(chosen.items(), key=lambda item: item[1][1].casefold())
    return {pk: (key, title) for key, (pk, title) in by_title}
