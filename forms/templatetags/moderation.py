"""How templates write numbers that were not counted to their end."""

from django import template

from forms.moderation.listing import COUNT_LIMIT

register = template.Library()


@register.filter
def bounded(number: int) -> str:
    """Return a bounded number in words: "12", or "999+" for one that reached the limit."""
    return f"{COUNT_LIMIT - 1}+" if number >= COUNT_LIMIT else str(number)
