"""What editors choose conditions with: an input that a script turns into lists of questions and answers.

The script (static/js/admin/conditions.js) asks ``forms.logic.admin`` what the form in the editor holds,
saved or not, and writes the conditions as JSON into the input.
"""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from forms.logic.conditions import Operator


class ConditionsInput(forms.Textarea):
    """Conditions as JSON."""

    class Media:
        """Its scripts and its styles."""

        css = {"all": ["css/admin/conditions.css"]}
        js = ["js/admin/form-reader.js", "js/admin/conditions.js"]


def _strings() -> dict[str, str]:
    return {
        "always": gettext("Always shown"),
        "add": gettext("Add a condition"),
        "and": gettext("And…"),
        "or": gettext("Or…"),
        "change": gettext("Change"),
        "done": gettext("Fold up"),
        "if": gettext("If"),
        "orIf": gettext("Or if"),
        "andIf": gettext("and if"),
        "question": gettext("Question"),
        "line": gettext("Line"),
        "wholeQuestion": gettext("Any line"),
        "comparison": gettext("Comparison"),
        "answer": gettext("Answer"),
        "answers": gettext("Answers"),
        "choose": gettext("Choose…"),
        "remove": gettext("Remove this condition"),
        "removed": gettext("Condition removed."),
        "goneQuestion": gettext("A question that is no longer in the form"),
        "goneOption": gettext("An option that no longer exists"),
        "goneLine": gettext("A line that no longer exists"),
        "laterQuestion": gettext("%(question)s (comes after this one)"),
        "none": gettext("A condition names an earlier question: there is none before this one."),
        "failed": gettext("The questions could not be read. Check your connection, then try again."),
    }


class ConditionsInputAdapter(WidgetAdapter):
    """The widget in the page editor."""

    js_constructor = "parvis.widgets.Conditions"

    def js_args(self, widget: forms.Widget) -> list[Any]:
        """Return the input, where to ask about the form, and the words."""
        return [
            forms.HiddenInput().render("__NAME__", None, attrs={"id": "__ID__"}),
            reverse("form_logic"),
            _strings(),
            {operator.value: str(operator.label) for operator in Operator},
        ]


register(ConditionsInputAdapter(), ConditionsInput)
