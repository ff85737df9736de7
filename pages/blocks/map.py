"""Places on a map."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.maps.background import background_of
from forms.maps.points import PointField


class PointInput(forms.TextInput):
    """Coordinates, and a map that writes them for an editor."""

    class Media:
        """The map's own module; Leaflet itself is loaded when a map is opened."""

        css = {"all": ["css/components/map.css", "css/admin/map.css"]}
        js = [Script("js/map/pick.js", type="module")]

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """Put the map beside the input, by a template that Django's renderer of widgets does not know."""
        field = super()._render(template_name, context, renderer)  # type: ignore[misc]
        more = {"input": field, "background": background_of(None)}
        return render_to_string("pages/blocks/point_input.html", {**context, **more})


class PointBlock(blocks.FieldBlock):
    """A point; its value is the text “latitude, longitude”, the same in every language."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        """Take what every block takes."""
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> PointField:
        """The field that checks it."""
        return PointField(widget=PointInput(), **self.field_options)

    def clean(self, value: Any) -> str:
        """Return the point as it is written everywhere; ``ValidationError`` for what is none."""
        point = self.field.clean(value)
        return str(point) if point else ""

    class Meta:
        """How editors see it."""

        icon = "crosshairs"
        default = ""


class MappedPlace(blocks.StructBlock):
    """One place: its name, where it is, and what there is to say about it."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    address = blocks.CharBlock(label=_("Address"), max_length=200, required=False, default="")
    text = blocks.RichTextBlock(
        label=_("Text"), features=["bold", "italic", "link"], required=False, default=""
    )
    point = PointBlock(
        label=_("Point on the map"),
        help_text=_("Latitude and longitude; a click on the map writes them."),
    )

    class Meta:
        """How editors see it."""

        icon = "site"
        label = _("Place")


class PlacesMap(blocks.StructBlock):
    """Places on a map, with the list that says the same beside it."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    places = blocks.ListBlock(MappedPlace(), label=_("Places"), min_num=1, max_num=200)

    class Meta:
        """How editors see it."""

        icon = "site"
        label = _("Map of places")
        group = _("Facts")
        description = _("Places on a map, with a list beside it for those who do not see or use the map.")
        template = "pages/blocks/places_map.html"

    def get_preview_value(self) -> Any:
        """Return two places that are nowhere."""
        texts = [
            (gettext("Vaubrun town hall"), gettext("Paper forms and help to fill them in."), "45.162, 1.705"),
            (gettext("Library of Montérac"), gettext("Workshop on the second of June."), "45.058, 1.992"),
        ]
        places = [{"name": name, "address": "", "text": text, "point": point} for name, text, point in texts]
        return self.normalize({"heading": gettext("Where to take part"), "places": places})
