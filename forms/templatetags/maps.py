"""Tags for maps."""

from django import template

from forms.maps.background import Background, background_of

register = template.Library()


@register.simple_tag(takes_context=True)
def map_background(context: template.Context) -> Background | None:
    """Return what maps are drawn on, None if there is nothing to draw them on."""
    return background_of(context.get("request"))
