"""What an agent says of a sheet beside its answers: how and when it came, and its reference."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.enums import TYPED_CHANNELS, Channel, Once
from forms.fields.plain import OneLineField
from forms.invitations.codes import LONGEST_TYPED
from forms.limits import gate, passes
from forms.limits.passes import Pass
from forms.models import PaperEntry, PaperSheet, Submission
from forms.paper import codes
from forms.paper.printed.lookup import fault, find_sheet

REFERENCE_LENGTH = 100
NOON = datetime.time(12)
DAY = datetime.timedelta(days=1)
MISSING = gettext_lazy("Give the reference of the sheet, to find it again.")


class SheetForm(forms.Form):
    """The sheet. ``received_at`` of a valid form is a moment at which the page was open."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How it came"), choices=[(each.value, each.label) for each in TYPED_CHANNELS]
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day on which it reached you: it decides whether the sheet came in time."),
    )
    reference = OneLineField(
        label=gettext_lazy("Reference of the sheet"),
        max_length=REFERENCE_LENGTH,
        required=False,
        help_text=gettext_lazy(
            "The number written on it; no other sheet of the page has it. Compulsory for paper."
        ),
    )

    prefix = "sheet"
    # As the eye goes over the sheet: its code first.
    field_order = ("reference", "received_on", "channel")

    def __init__(
        self,
        page: Any,
        *args: Any,
        submission: Submission | None = None,
        version_id: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the page, the version of its form on the screen, and the submission that is corrected."""
        super().__init__(*args, **kwargs)
        self.page = page
        self.version_id = version_id
        self.submission = submission
        # As it was given, whether or not another sheet has it.
        self.given_reference = ""
        # The sheet that was printed with this code, as long as its code is good.
        self.printed: PaperSheet | None = None
        self.fields["received_on"].widget.attrs["max"] = _today().isoformat()
        # The code of the invitation that came with the sheet, and what it lets in.
        self.held: Pass | None = None
        if page.once == Once.INVITATION and submission is None:
            self.fields["invitation"] = OneLineField(
                label=gettext_lazy("Invitation code"),
                max_length=LONGEST_TYPED,
                help_text=gettext_lazy("Of the letter that came with the sheet. Each lets in one answer."),
            )
        if page.anonymous:
            self.fields["reference"].help_text = gettext_lazy(
                "The code printed on it, if there is one. It is not kept with the answers."
            )
        elif page.double_entry and submission is None:
            # Both entries of a sheet find one another by it alone.
            self.fields["reference"].required = True
            self.fields["reference"].error_messages["required"] = MISSING
            self.fields["reference"].help_text = gettext_lazy(
                "The number written on it; write one on it if there is none. Both agents give it."
            )

    def clean_received_on(self) -> datetime.date:
        """Refuse the future, and days on which the page took nothing."""
        day: datetime.date = self.cleaned_data["received_on"]
        if day > _today():
            raise ValidationError(_("This day is still to come. Give the day on which it reached you."))
        closes_at, opens_at = self.page.closes_at, self.page.opens_at
        if closes_at and _midnight(day) >= closes_at:
            raise ValidationError(
                _("The page closed on %(day)s: what came in later does not count.") % {"day": _day(closes_at)}
            )
        if opens_at and _midnight(day + DAY) <= opens_at:
            raise ValidationError(_("The page opened on %(day)s only.") % {"day": _day(opens_at)})
        return day

    def clean_invitation(self) -> str:
        """Refuse a code that is none of the page, or is used or revoked."""
        typed: str = self.cleaned_data["invitation"]
        self.held = gate.pass_of_code(self.page, typed)
        if self.held is None:
            raise ValidationError(_("No invitation to this page has this code. Compare it with the letter."))
        if not passes.is_unused(self.page, self.held):
            raise ValidationError(_("An answer was counted with this code, or it was revoked."))
        return typed

    def clean(self) -> dict[str, Any]:
        """Ask for the reference of a sheet of paper; say who typed in the sheet that has it already."""
        cleaned = super().clean() or {}
        reference = cleaned.get("reference", "")
        if reference and (wrong := fault(reference, self.page, self.version_id)):
            self.add_error("reference", wrong)
        elif printed := find_sheet(reference):
            self.printed = printed
            reference = cleaned["reference"] = codes.shown(printed.code)
        self.given_reference = reference
        if not reference:
            is_paper = cleaned.get("channel") == Channel.PAPER and not self.page.anonymous
            if is_paper and "reference" not in self.errors:
                self.add_error("reference", MISSING)
            return cleaned
        same = Submission.objects.filter(
            page_key=self.page.translation_key, external_id__iexact=reference
        ).select_related("paper_entry__batch__agent")
        if self.submission:
            same = same.exclude(pk=self.submission.pk)
        earlier = same.first()
        if earlier:
            self.add_error("reference", taken(earlier))
        return cleaned

    @property
    def received_at(self) -> datetime.datetime:
        """Noon of the day, or the moment next to it at which the page was open and that has passed."""
        moment = datetime.datetime.combine(
            self.cleaned_data["received_on"], NOON, timezone.get_default_timezone()
        )
        if self.page.opens_at:
            moment = max(moment, self.page.opens_at)
        if self.page.closes_at:
            moment = min(moment, self.page.closes_at - datetime.timedelta(seconds=1))
        return min(moment, timezone.now())


def taken(earlier: Submission) -> str:
    """Return what is said of a reference that another contribution of the page has."""
    entry: PaperEntry | None = getattr(earlier, "paper_entry", None)
    agent: Any = entry.batch.agent if entry else None
    if entry is None or agent is None:
        return _("A contribution with this reference is already there.")
    return _("This sheet was already typed in, on %(day)s, by %(agent)s. This one may be a copy.") % {
        "day": _day(entry.typed_at),
        "agent": agent.get_full_name() or agent.get_username(),
    }


def received_on(moment: datetime.datetime) -> datetime.date:
    """Return the day, where the portal is, on which something was received."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def _day(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment, timezone.get_default_timezone()), "DATE_FORMAT")


def _today() -> datetime.date:
    """Return the day where the portal is, whatever the agent's own time zone."""
    return received_on(timezone.now())


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), timezone.get_default_timezone())
