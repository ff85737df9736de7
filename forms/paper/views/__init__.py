"""The agents' screens: print sheets, choose a page, type in, compare, read the batch, correct an entry."""

from forms.paper.views.batch import BatchView
from forms.paper.views.compare import CompareView
from forms.paper.views.correct import CorrectView
from forms.paper.views.open import OpenView
from forms.paper.views.pages import PagesView
from forms.paper.views.printing import BlankView, PrintFileView, PrintView
from forms.paper.views.type_in import TypeInView

__all__ = [
    "BatchView",
    "BlankView",
    "CompareView",
    "CorrectView",
    "OpenView",
    "PagesView",
    "PrintFileView",
    "PrintView",
    "TypeInView",
]
