"""Questions answered with a place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.plain import OneLineField, VisibleTextInput
from forms.maps.points import Point, PointField, place_and_point, stored_point, written_point

ADDRESS_LENGTH = 250


class PlaceWidget(forms.MultiWidget):
    """A line for the address, and a hidden point that the map sets where scripts run."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/place.html"

    def __init__(self) -> None:
        """Name the parts: the address has the question's own name."""
        super().__init__({"": VisibleTextInput(), "point": forms.HiddenInput()})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give a point that cannot be read no second time: nobody could correct what they cannot see."""
        address, point = value if isinstance(value, list) else self.decompress(value)
        point = point if written_point(str(point or "")) else ""
        return super().get_context(name, [address, point], attrs)

    def decompress(self, value: Any) -> list[str]:
        """Return the parts of no answer; an answer comes in its parts already (``Place.initial``)."""
        return ["", ""]


class PlaceField(forms.MultiValueField):
    """An address, a point or both."""

    widget = PlaceWidget

    def __init__(self, **kwargs: Any) -> None:
        """Ask for either."""
        unreadable = _("The point on the map could not be read and was left out. Place it again if you like.")
        fields = (
            OneLineField(max_length=ADDRESS_LENGTH, required=False),
            PointField(required=False, error_messages={"invalid": unreadable}),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> dict[str, Any] | None:
        """Return the parts that were given; a point may be written after the address, too."""
        address, point = data_list or ("", None)
        if point is None:
            address, point = place_and_point(address)
        if not address and point is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return {"address": address, "point": point}


class Place(Question):
    """A place: its address or name, and, where residents like, a point on a map."""

    # An address may be somebody's home.
    is_free_text = True

    class Meta:
        """How editors see it."""

        icon = "site"
        label = _("Place")
        description = _("An address or the name of a place, and a point on a map for those who like.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Where would it be?"), "help_text": _("A street, a square, a village.")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return the line and the point."""
        return PlaceField(**self.common(value))

    def store(self, cleaned: dict[str, Any] | None) -> dict[str, Any] | None:
        """Return what was given: ``address``, and ``point`` as [latitude, longitude]."""
        if not cleaned:
            return None
        parts = {"address": cleaned["address"], "point": cleaned["point"] and list(cleaned["point"])}
        return {name: part for name, part in parts.items() if part}

    def initial(self, stored: Any) -> list[str]:
        """Return the parts as the widget takes them."""
        return [self._address(stored), str(self.point(stored) or "")]

    def written(self, stored: Any) -> str:
        """Return the address."""
        return self._address(stored)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the address, or that there is a point alone."""
        if address := self._address(stored):
            return (address,)
        return (str(_("A point on the map")),) if self.point(stored) else ()

    def point(self, stored: Any) -> Point | None:
        """Return the point, if one was set."""
        return stored_point(stored.get("point")) if isinstance(stored, dict) else None

    @staticmethod
    def _address(stored: Any) -> str:
        address = stored.get("address") if isinstance(stored, dict) else ""
        return address if isinstance(address, str) else ""
