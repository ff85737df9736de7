"""Name the reason of a decision."""

from django import template

from forms.reasons.services import reason_labels

register = template.Library()


@register.filter
def reason_label(code: str) -> str:
    """Return the label that a reason has now, in the reader's language; its code if it has gone."""
    return reason_labels().get(code, code)
