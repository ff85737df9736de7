"""Questions answered with a point on a map."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.place import Place, PlaceField, PlaceWidget
from forms.fields.printed import Printed, lines


class MapPointWidget(PlaceWidget):
    """The map first; an address or coordinates for those who have no map, no script or no mouse."""

    question_template = "forms/fields/map_point.html"


class MapPointField(PlaceField):
    """A point, or the words or coordinates that say where it is."""

    widget = MapPointWidget


class MapPoint(Place):
    """A point on a map, asked for first; it is kept, read, exported and drawn like any place."""

    class Meta:
        """How editors see it."""

        icon = "crosshairs"
        label = _("Point on a map")
        description = _(
            "A map on which people place a point. Who cannot use it writes an address or coordinates. "
            "Without outlines of territories or tiles there is no map, and the line alone asks."
        )
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Where exactly is it?"), "help_text": _("As near as you can.")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return the map and the line."""
        return MapPointField(**self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return a line: paper has no map."""
        return lines(2, instruction=str(_("The address, or what stands beside it.")))
