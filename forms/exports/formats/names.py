"""What the formats are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormatName(models.TextChoices):
    """The formats, by the ending of their files."""

    CSV = "csv", _("CSV (semicolons, as Excel in French opens it)")
    XLSX = "xlsx", _("XLSX (Excel, LibreOffice)")
    JSON_LINES = "jsonl", _("JSON Lines (for programs)")
