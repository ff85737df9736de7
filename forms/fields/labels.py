"""Questions answered with one of the team's own labels: a theme or a territory."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.choices import OneField
from forms.logic.kinds import Kind
from forms.models.taxonomy import Label, Territory, Theme
from forms.taxonomy import label_choices, label_names


class LabelSelect(forms.Select):
    """A list that names the language of a label for want of a name in the reader's."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add it to the option."""
        option = super().create_option(name, value, label, *args, **kwargs)
        if code := getattr(label, "language", ""):
            option["attrs"]["lang"] = code
        return option


class LabelField(OneField):
    """One of the labels: the list may be a minute old, what is accepted is not."""

    def __init__(self, model: type[Label], **kwargs: Any) -> None:
        """Take the labels' model."""
        super().__init__(**kwargs)
        # What is accepted: each label that there is now (an import that reads them once says its own).
        self.offered: Callable[[], Iterable[tuple[str, str]]] = partial(label_choices, model)

    def valid_value(self, value: Any) -> bool:
        """Whether there is such a label now (one that another process offers already, too)."""
        return str(value) in dict(self.offered())


class LabelQuestion(Question):
    """One of the labels; its translation_key is stored, never a row of one language."""

    is_countable = True
    compared_as = Kind.ONE
    model: ClassVar[type[Label]]

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a list of the labels in the reader's language."""
        return LabelField(
            self.model,
            choices=[("", _("Choose…")), *label_names(self.model).items()],
            widget=LabelSelect(),
            **self.common(value),
        )

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the label's name in the reader's language."""
        name = label_names(self.model).get(stored) if stored else None
        return (name,) if name else ()

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each label."""
        return [stored] if stored else []

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all labels."""
        return dict(label_names(self.model))


class ThemeQuestion(LabelQuestion):
    """What the contribution is about."""

    model = Theme

    class Meta:
        """How editors see it."""

        icon = "tag"
        label = _("Theme")
        description = _("One of the site’s themes: contributions can be sorted by it.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Theme of your idea")}


class TerritoryQuestion(LabelQuestion):
    """Where the contribution belongs."""

    model = Territory

    class Meta:
        """How editors see it."""

        icon = "site"
        label = _("Territory")
        description = _("One of the site’s territories: contributions can be sorted by it.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Where would it be?")}
