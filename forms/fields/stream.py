"""The form that editors assemble."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.choices import MultipleChoice, SingleChoice, YesNo
from forms.fields.commune import CommuneQuestion
from forms.fields.consent import Consent
from forms.fields.contact import Phone, Postcode
from forms.fields.dates import Date
from forms.fields.files import FileQuestion
from forms.fields.hidden import Hidden, hidden_too_late
from forms.fields.labels import TerritoryQuestion, ThemeQuestion
from forms.fields.map_point import MapPoint
from forms.fields.matrix import MatrixMultiple, MatrixSingle
from forms.fields.moments import Hour, Moment
from forms.fields.new_page import NewPage
from forms.fields.note import Note
from forms.fields.numbers import Number
from forms.fields.pictures import ImageChoice
from forms.fields.place import Place
from forms.fields.ranking import Ranking
from forms.fields.scales import NetPromoter, Scale
from forms.fields.section import Section
from forms.fields.split import BudgetSplit
from forms.fields.text import Email, LongText, ShortText
from forms.logic.saving import clean_with_conditions, deleted_in


class FormStreamBlock(blocks.StreamBlock):
    """Sections and questions, in the order in which residents meet them."""

    page = NewPage()
    section = Section()
    note = Note()
    short_text = ShortText()
    long_text = LongText()
    single_choice = SingleChoice()
    multiple_choice = MultipleChoice()
    image_choice = ImageChoice()
    ranking = Ranking()
    yes_no = YesNo()
    matrix_single = MatrixSingle()
    matrix_multiple = MatrixMultiple()
    scale = Scale()
    net_promoter = NetPromoter()
    number = Number()
    budget_split = BudgetSplit()
    date = Date()
    date_time = Moment()
    time = Hour()
    email = Email()
    phone = Phone()
    postcode = Postcode()
    commune = CommuneQuestion()
    place = Place()
    map_point = MapPoint()
    files = FileQuestion()
    theme = ThemeQuestion()
    territory = TerritoryQuestion()
    consent = Consent()
    hidden = Hidden()

    class Meta:
        """A form may be empty on a draft and on a page that only informs."""

        required = False
        block_counts = {"theme": {"max_num": 1}, "territory": {"max_num": 1}}

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """Return what the editor sent, and beside it the words of the questions that were deleted."""
        value = super().value_from_datadict(data, files, prefix)
        value.deleted = deleted_in(data, prefix)
        return value

    def clean(self, value: Any) -> Any:
        """Return the valid stream; refuse conditions that cannot work, and two blocks with one id.

        Answers are stored under the block's id, so a shared one would mix two questions up.
        """
        cleaned = clean_with_conditions(self, value, super().clean)
        if late := hidden_too_late(cleaned):
            text = _("A hidden field stands on the first page, where the link leads: move it up.")
            error = blocks.StructBlockValidationError(non_block_errors=[text])
            raise blocks.StreamBlockValidationError(block_errors=dict.fromkeys(late, error))
        seen: set[str] = set()
        for child in cleaned:
            if child.id and child.id in seen:
                raise blocks.StreamBlockValidationError(
                    non_block_errors=[
                        ValidationError(_("Two questions share one identifier: delete one of them."))
                    ]
                )
            seen.add(child.id)
        return cleaned
