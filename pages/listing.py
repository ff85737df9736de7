"""Long lists of pages, one screen at a time, asked for by the parameters of the address."""

from collections.abc import Collection

from django.core.exceptions import SuspiciousOperation
from django.core.paginator import EmptyPage, Paginator
from django.core.paginator import Page as Screen
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

PAGE_SIZE = 12
# A number that no listing reaches, and that every database still takes.
LONGEST_NUMBER = 6


def chosen(request: HttpRequest, name: str, known: Collection[str]) -> str:
    """Return the value of a parameter, empty if it is not given; 400 for one that means nothing."""
    value = request.GET.get(name, "")
    if value and value not in known:
        raise SuspiciousOperation(f"Unknown value of {name}.")
    return value


def screen_of(rows: QuerySet, request: HttpRequest) -> Screen:
    """Return the screen that ``?page=`` asks for; 400 for what is no number, 404 past the last one."""
    number = request.GET.get("page") or "1"
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        raise SuspiciousOperation("Unknown value of page.")
    try:
        return Paginator(rows, PAGE_SIZE).page(int(number))
    except EmptyPage as error:
        raise Http404 from error
