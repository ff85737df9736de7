"""What a form asked when it was last answered and no longer asks."""

from wagtail.blocks import StreamValue
from wagtail.models import Page

from forms.fields import other
from forms.fields.choices import options_of
from forms.fields.reading import questions_of
from forms.models import FormVersion


def no_longer_asked(page: Page) -> list[str]:
    """Return the questions, and the options as "question: option", gone since the last answers.

    Empty for a form that nobody has answered yet.
    """
    newest = FormVersion.objects.filter(page_id=page.pk).order_by("-pk").first()
    if newest is None:
        return []
    now = {child.id: child for child in questions_of(page.form)}
    gone = []
    for child in questions_of(newest.stream):
        label = child.value.get("label") or ""
        if child.id not in now:
            gone.append(label)
        else:
            gone += [f"{label}: {words}" for words in _lost_options(child, now[child.id])]
    return gone


def _lost_options(before: StreamValue.StreamChild, now: StreamValue.StreamChild) -> list[str]:
    kept = options_of(now.value)
    lost = [words for key, words in options_of(before.value).items() if key not in kept]
    if other.is_offered(before.value) and not other.is_offered(now.value):
        lost.append(other.label_of(before.value))
    return lost
