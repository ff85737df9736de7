"""The question types that editors assemble a form from.

A new type is one class in one of these modules, one line in ``FormStreamBlock`` and its test.
"""

from forms.fields.base import Answer, Question
from forms.fields.stream import FormStreamBlock

__all__ = ["Answer", "FormStreamBlock", "Question"]
