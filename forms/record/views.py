"""The public page of the record: the last link of each day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from forms.models import DailyHead

# A year, as the yearly report has it.
MOST_DAYS = 366


@require_safe
@cache_control(public=True, max_age=600)
def record(request: HttpRequest) -> HttpResponse:
    """Show the heads of the last year's days, which anybody may keep a copy of."""
    return render(request, "forms/record.html", {"heads": DailyHead.objects.all()[:MOST_DAYS]})
