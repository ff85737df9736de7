"""What the page editor says about answers that are already there."""

from typing import Any

from wagtail.admin.panels import Panel

from forms.models import Submission

# Beyond this the number is not counted any further.
COUNTED = 1_000


class AnswersPanel(Panel):
    """How many have answered the form, and which changes to it are safe; absent before the first."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one page."""

        template_name = "forms/admin/answers_panel.html"

        def is_shown(self) -> bool:
            """Show it once somebody has answered."""
            return bool(self.instance.pk and super().is_shown() and self._number)

        @property
        def _number(self) -> int:
            if not hasattr(self, "_found"):
                answers = Submission.objects.filter(page_key=self.instance.translation_key)
                self._found = answers.order_by()[: COUNTED + 1].count()
            return self._found

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the number."""
            context = super().get_context_data(parent_context)
            context["number"] = min(self._number, COUNTED)
            context["more"] = self._number > COUNTED
            return context
