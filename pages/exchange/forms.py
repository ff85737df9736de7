"""The form by which a file is brought in."""

import zipfile
from typing import IO, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.exchange.draft import Draft
from forms.exchange.errors import FileRefused
from forms.exchange.limesurvey.reading import read_limesurvey
from forms.exchange.workbook import refuse_large
from forms.exchange.xlsform.reading import read_xlsform


class ImportForm(forms.Form):
    """A file; which format it is, its content says."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An XLSForm (.xlsx) of KoboToolbox, ODK or another tool, or a survey of LimeSurvey (.lss)."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.lss"}),
    )
    # What a valid form was read into.
    draft: Draft

    def clean_file(self) -> IO[bytes]:
        """Return the file, once it has been read."""
        file = self.cleaned_data["file"]
        source = cast("IO[bytes]", file)
        try:
            refuse_large(source)
            is_zip = zipfile.is_zipfile(source)
            source.seek(0)
            read = read_limesurvey if not is_zip and file.name.lower().endswith(".lss") else read_xlsform
            self.draft = read(source, file.name)
        except FileRefused as error:
            raise forms.ValidationError(str(error), code="refused") from error
        return source
