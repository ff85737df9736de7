"""Questions answered with files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.printed import Printed, nothing
from forms.files.holding import HELD, found, held_of, hold, keep_held, token_of
from forms.files.kinds import Family, accepted
from forms.logic.kinds import Kind
from forms.models.attachment import Attachment

MOST_FILES = 10
MOST_MB = 20
MEGABYTE = 1024**2
USUAL = [Family.IMAGE, Family.PDF]
# The field of a form that makes two sendings of it one (forms.builder.NONCE).
SEED = "nonce"


@dataclass
class Sent:
    """What a browser sent for one question: files it chose, and files that are held already."""

    uploads: list[Any]
    tokens: list[str]
    removed: set[str]
    seed: str
    # What is held, once it is looked up: the form that comes back shows it.
    held: list[Attachment] | None = None


class FilesWidget(forms.FileInput):
    """A field to choose files, and the list of those that are held already, each of which can be removed.

    Without scripts a browser sends chosen files once; what comes back names them by a signed token.
    """

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/files.html"
    allow_multiple_selected = True
    # The names under which a browser sends it (forms.builder).
    widgets_names = ("", HELD, "_remove")
    # Those that come once for each file.
    lists = (HELD, "_remove")

    def __init__(self, families: Iterable[str], most: int, most_mb: int) -> None:
        """Keep what the page says of the files."""
        super().__init__()
        self.families = list(families)
        self.most, self.most_mb = most, most_mb
        self._sent: Sent | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        """Return what was sent: one object, however often it is asked for."""
        if self._sent is None:
            several: Callable[[str], list[str]] = getattr(data, "getlist", lambda name: [])
            self._sent = Sent(
                uploads=list(files.getlist(name)) if hasattr(files, "getlist") else [],
                tokens=several(f"{name}{HELD}"),
                removed=set(several(f"{name}_remove")),
                seed=data.get(SEED, ""),
            )
        return self._sent

    def typed(self, name: str) -> dict[str, list[str]]:
        """Return what a browser would send of the files that are held now: what a draft keeps."""
        held = looked_up(self._sent, name) if self._sent else []
        return {HELD: [token_of(row, name) for row in held]} if held else {}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without files is an answer, too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the held files with their tokens, and what may be chosen."""
        context = super().get_context(name, None, attrs)
        if isinstance(value, Sent):
            held = looked_up(value, name)
        else:
            held = found(value if isinstance(value, list) else [])
        context["widget"] |= {
            "held": [(row, token_of(row, name)) for row in held],
            "accept": accepted(self.families),
            "kinds": [Family(family).label for family in self.families],
            "most": self.most,
            "most_mb": self.most_mb,
            "held_name": f"{name}{HELD}",
            "remove_name": f"{name}_remove",
        }
        return context


def looked_up(sent: Sent, name: str) -> list[Attachment]:
    """Return what the tokens stand for without what is removed."""
    if sent.held is None:
        sent.held = held_of([token for token in sent.tokens if token not in sent.removed], name)
    return sent.held


class FilesField(forms.Field):
    """Files: those that are held and those that were chosen now, within the question's bounds."""

    def __init__(self, *, families: Iterable[str], most: int, most_mb: int, **kwargs: Any) -> None:
        """Keep the bounds."""
        self.families, self.most, self.most_mb = list(families), most, most_mb
        widget = FilesWidget(self.families, most, most_mb)
        super().__init__(widget=widget, **kwargs)

    def _clean_bound_field(self, bound: forms.BoundField) -> list[str] | None:
        """Return the keys of all files; ``ValidationError`` names each that was not taken.

        Those that are good are held, whatever else is wrong in the form.
        """
        sent = bound.data
        held = looked_up(sent, bound.html_name)
        errors = []
        if len(held) < len([token for token in sent.tokens if token not in sent.removed]):
            errors.append(ValidationError(_("A file is no longer held: choose it again."), code="gone"))
        errors += self._infected(held)
        for number, upload in enumerate(sent.uploads):
            if len(held) >= self.most:
                errors.append(self._too_many(sent.uploads[number:]))
                break
            try:
                row = hold(
                    upload,
                    families=self.families,
                    most_bytes=self.most_mb * MEGABYTE,
                    seed=f"{sent.seed}:{bound.html_name}" if sent.seed else "",
                )
            except ValidationError as error:
                errors.append(error)
            else:
                held += [] if row in held else [row]
        # Shown as held from now on, not taken twice.
        sent.uploads = []
        if errors:
            raise ValidationError(errors)
        if not held and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        keep_held([row.pk for row in held])
        return [str(row.pk) for row in held] or None

    @staticmethod
    def _infected(held: list[Attachment]) -> list[ValidationError]:
        """Take the files that the antivirus deleted out of those that are held, and say so."""
        infected = [row for row in held if row.is_infected]
        for row in infected:
            held.remove(row)
        return [
            ValidationError(
                _("“%(name)s” was deleted: the antivirus found a virus in it."),
                code="infected",
                params={"name": row.name},
            )
            for row in infected
        ]

    def _too_many(self, left: list[Any]) -> ValidationError:
        message = ngettext(
            "%(number)d file at most. Left out: %(names)s.",
            "%(number)d files at most. Left out: %(names)s.",
            self.most,
        )
        names = ", ".join(str(upload.name) for upload in left)
        return ValidationError(message, code="too_many", params={"number": self.most, "names": names})


class FileQuestion(Question):
    """Files: photographs, documents. Their kind is found out by their content, and images lose their data."""

    kinds = blocks.MultipleChoiceBlock(
        label=_("Kinds that are taken"),
        choices=Family.choices,
        default=USUAL,
        widget=forms.CheckboxSelectMultiple,
        search_index=False,
        help_text=_("Found out by the content of a file, whatever its name says."),
    )
    most_files = blocks.IntegerBlock(
        label=_("Files at most"), min_value=1, max_value=MOST_FILES, default=3, required=False
    )
    most_mb = blocks.IntegerBlock(
        label=_("Megabytes at most for each"),
        min_value=1,
        max_value=MOST_MB,
        default=10,
        required=False,
        help_text=_("A photograph of a telephone has 3 to 8."),
    )

    # A file may show anything: it is erased with the texts that nobody was meant to read.
    is_free_text = True
    searched = Searched.NEVER
    compared_as = Kind.GIVEN

    class Meta:
        """How editors see it."""

        icon = "upload"
        label = _("Files")
        description = _(
            "Photographs or documents. Where and when a photograph was taken is left out; documents keep "
            "what they say of their author."
        )
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("Photographs of the place"),
            "kinds": [Family.IMAGE],
            "most_files": 3,
            "most_mb": 10,
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse more than one form can carry."""
        cleaned = super().clean(value)
        together = bound_of(cleaned, "most_files", MOST_FILES) * bound_of(cleaned, "most_mb", MOST_MB)
        if together > settings.UPLOAD_BODY_MB:
            message = _("All files together would weigh %(sum)d MB: one form carries %(limit)d MB at most.")
            error = ValidationError(message % {"sum": together, "limit": settings.UPLOAD_BODY_MB})
            raise blocks.StructBlockValidationError({"most_mb": error})
        return cleaned

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return the field to choose files."""
        return FilesField(
            families=[kind for kind in value.get("kinds") or () if kind in Family.values] or USUAL,
            most=bound_of(value, "most_files", MOST_FILES),
            most_mb=bound_of(value, "most_mb", MOST_MB),
            **self.common(value),
        )

    def printed(self, value: blocks.StructValue) -> Printed:
        """Say that paper takes none."""
        return nothing(str(_("Files are sent with the form on the website.")))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Refuse: a table or a sheet of paper holds no file."""
        raise ValidationError(_("Files cannot be imported: send them with the form."))

    def store(self, cleaned: Any) -> list[str] | None:
        """Return the keys of the files."""
        return list(cleaned) if cleaned else None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return how many files there are: their names are read with them (forms.files)."""
        number = len(self.files(stored))
        if not number:
            return ()
        return (ngettext("%(number)d file", "%(number)d files", number) % {"number": number},)

    def files(self, stored: Any) -> tuple[str, ...]:
        """Return their keys."""
        return tuple(each for each in stored if isinstance(each, str)) if isinstance(stored, list) else ()


def bound_of(value: Any, name: str, most: int) -> int:
    """Return a bound of the question, the largest there is where an editor left it empty."""
    return min(value.get(name) or most, most)
