"""All the processes, to choose from."""

from typing import Any, ClassVar

from django.db.models import Case, DateTimeField, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models import Territory, Theme
from forms.page import Opening
from forms.taxonomy import label_names
from pages.listing import chosen, screen_of
from pages.models.base import BasePage
from pages.models.process import Process, ProcessTheme
from pages.wide import without_restricted

STATES = {
    Opening.OPEN: _("Open now"),
    Opening.UPCOMING: _("Coming next"),
    Opening.CLOSED: _("Closed processes"),
}


class ProcessIndex(BasePage):
    """Lists every process of the site, by state, theme and territory."""

    template = "pages/process_index.html"
    page_description = _("Lists every process of the site, with filters: state, theme, territory.")
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.Process"]

    class Meta:
        """Words of the interface."""

        verbose_name = _("list of processes")
        verbose_name_plural = _("lists of processes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one screen of processes and the filters; 400 for an unknown value of one."""
        context = super().get_context(request, *args, **kwargs)
        themes, territories = label_names(Theme), label_names(Territory)
        state = chosen(request, "state", STATES)
        theme = chosen(request, "theme", themes)
        territory = chosen(request, "territory", territories)
        rows = without_restricted(self.processes(), context["reader"].restrictions)
        if state:
            rows = rows.filter(_when(Opening(state)))
        if theme:
            filed = ProcessTheme.objects.filter(theme__translation_key=theme)
            rows = rows.filter(pk__in=filed.values("process"))
        if territory:
            rows = rows.filter(territory__translation_key=territory)
        context["page_obj"] = screen_of(rows, request)
        context["is_filtered"] = bool(state or theme or territory)
        context["filters"] = [
            ("state", _("State"), _("All states"), STATES, state),
            ("theme", _("Theme"), _("All themes"), themes, theme),
            ("territory", _("Territory"), _("All territories"), territories, territory),
        ]
        return context

    def processes(self) -> QuerySet:
        """Return the site’s live processes: open ones first, then those to come, then closed ones."""
        order = [When(_when(opening), then=Value(place)) for place, opening in enumerate(STATES)]
        home = self.path[: -self.steplen]
        return (
            Process.objects.filter(path__startswith=home)
            .live()
            .select_related("territory")
            .annotate(place=Case(*order, output_field=IntegerField()), due=_due())
            .order_by("place", F("due").asc(nulls_last=True), "-closes_at", "path")
        )


def _due() -> Case:
    """Return the next date of a process, if it has one: what closes or opens first comes first."""
    return Case(
        When(_when(Opening.OPEN), then=F("closes_at")),
        When(_when(Opening.UPCOMING), then=F("opens_at")),
        output_field=DateTimeField(),
    )


def _when(opening: Opening) -> Q:
    """Return the condition on the dates, as `opening_between` has it."""
    now = timezone.now()
    upcoming, closed = Q(opens_at__gt=now), Q(closes_at__lte=now)
    match opening:
        case Opening.UPCOMING:
            return upcoming
        case Opening.CLOSED:
            return closed & (Q(opens_at=None) | Q(opens_at__lte=now))
        case _:
            return (Q(opens_at=None) | Q(opens_at__lte=now)) & (Q(closes_at=None) | Q(closes_at__gt=now))
