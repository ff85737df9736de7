"""How numbers are called."""

from django import template

register = template.Library()


@register.filter
def dialled(number: str) -> str:
    """Return a telephone number as a ``tel:`` address takes it: ``01 99.00`` gives ``019900``."""
    return "".join(sign for sign in number if sign in "+0123456789")
