"""What stands before a form: whether this browser may answer, and what it is asked for first."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.enums import Once
from forms.fields.text import EmailField
from forms.invitations.codes import LONGEST_TYPED, digests_of
from forms.limits import passes, places
from forms.limits.device import has_answered
from forms.limits.passes import Pass
from forms.limits.questions import label_of_option
from forms.models import Invitation

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

FULL, ANSWERED, CODE, EMAIL = "full", "answered", "code", "email"

CODE_USED = gettext_lazy(
    "This code has been used: an answer was counted with it. If you have just sent yours, that was it."
)
ADDRESS_USED = gettext_lazy(
    "An answer was counted with this address. If you have just sent yours, that was it."
)


class CodeForm(forms.Form):
    """The code of an invitation, as people type it."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("It stands in your letter. Capitals, small letters, spaces: all are fine."),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-from-address": "code",
            }
        ),
        error_messages={"required": gettext_lazy("Type the code of your letter.")},
    )


class AddressForm(forms.Form):
    """The address to which the code is sent."""

    prefix = "ask"
    email = EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send you a link and a code. Each address can answer once."),
        error_messages={"required": gettext_lazy("Type your e-mail address.")},
    )


class ConfirmForm(forms.Form):
    """The address and the code that it was sent; a link fills both in."""

    prefix = "confirm"
    email = EmailField(
        label=gettext_lazy("Your e-mail address"),
        error_messages={"required": gettext_lazy("Type the address to which the code was sent.")},
    )
    code = forms.CharField(
        label=gettext_lazy("The code of the message"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-from-address": "code",
            }
        ),
        error_messages={"required": gettext_lazy("Type the code of the message.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Have the link fill in the address, too."""
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["data-from-address"] = "email"


@dataclass
class Gate:
    """What is shown instead of the form, and why; the forms are those that its kind needs."""

    kind: str
    alert: Any = ""
    code_form: CodeForm = field(default_factory=CodeForm)
    address_form: AddressForm = field(default_factory=AddressForm)
    confirm_form: ConfirmForm = field(default_factory=ConfirmForm)
    # Whether a message is on its way.
    sent: bool = False

    @property
    def shown_form(self) -> forms.Form | None:
        """The form with something to correct, for the summary of errors."""
        found = [each for each in (self.code_form, self.address_form, self.confirm_form) if each.errors]
        return found[0] if found else None


def gate(page: Any, request: HttpRequest) -> Gate | None:
    """Return what keeps this browser from the form of an open page, None if nothing does."""
    if not page.is_limited:
        return None
    if places.is_full(page):
        return Gate(FULL)
    if page.once == Once.DEVICE and has_answered(page, request):
        return Gate(ANSWERED)
    if not passes.needs_pass(page):
        return None
    kind = CODE if page.once == Once.INVITATION else EMAIL
    held = passes.held(page, request)
    if held is None:
        return Gate(kind)
    if not passes.is_unused(page, held):
        return Gate(kind, alert=used(page))
    return None


def pass_of_code(page: Any, typed: str) -> Pass | None:
    """Return what a typed code stands for, used or not; None for a code that is none of the page."""
    key = page.translation_key
    found = Invitation.objects.filter(page_key=key, digest__in=digests_of(key, typed)).first()
    return Pass(Once.INVITATION, found.digest) if found else None


def used(page: Any) -> Any:
    """Return what is said to somebody whose code or address has answered."""
    return ADDRESS_USED if page.once == Once.EMAIL else CODE_USED


def refusal_text(page: Any, found: Gate) -> Any:
    """Return why a form that was filled in is not taken; it is shown again with all that was typed."""
    if found.kind == FULL:
        return gone_text(places.PlacesGone(), page.form)
    if found.kind == ANSWERED:
        return _("An answer was already sent from this device. Yours was not sent; it stands below.")
    if found.alert:
        return found.alert
    return _(
        "Your browser no longer knows your code. Open this page in another window, give the code there, "
        "then come back and send: your answers are still below."
    )


def late_text(page: Any, error: "places.PlacesGone | passes.PassUsed") -> Any:
    """Return why a form is not taken that nothing kept from being filled in."""
    return gone_text(error, page.form) if isinstance(error, places.PlacesGone) else used(page)


def gone_text(gone: places.PlacesGone, stream: "StreamValue") -> str:
    """Return what is said when the last place went while somebody filled in the form."""
    if not gone.question_id:
        return _(
            "The number of answers that we can take was reached while you were answering. Yours was not "
            "sent. It stands below, so that you can copy or print it."
        )
    return _(
        "There is no place left for “%(group)s”. Your answer was not sent; it stands below, so that you can "
        "change, copy or print it."
    ) % {"group": label_of_option(stream, gone.question_id, gone.option)}


def full_labels(page: Any) -> list[str]:
    """Return the groups of a page that are full, in words."""
    return [
        label_of_option(page.form, question_id, option) for question_id, option in places.full_groups(page)
    ]
