"""What a form of several pages costs the database: a fixed number of queries, however much it asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Questionnaire
from tests.factories import flow
from tests.factories.forms import question
from tests.forms.flow.browser import Walk

pytestmark = pytest.mark.django_db

# Measured, with what surrounds every page known; a change that moves them should know why.
MOST_TO_SHOW, MOST_TO_KEEP, MOST_FOR_SUMMARY, MOST_TO_SEND = 2, 6, 2, 13


def form_of(pages: int, a_page: int) -> list[dict[str, Any]]:
    """A form of so many pages of questions, each but the first on a condition."""
    kinds = ["single_choice", "long_text", "scale", "number", "yes_no"]
    blocks: list[dict[str, Any]] = []
    for number in range(pages):
        if number:
            blocks.append(flow.new_page(f"Page {number}", id=f"p{number}"))
        for place in range(a_page):
            pk = f"q{number}-{place}"
            shown = flow.only_if("q0-0", operator="answered") if place % 2 and number else []
            blocks.append(
                question(
                    kinds[place % 5],
                    pk,
                    id=pk,
                    show_if=shown,
                    options=["A", "B"],
                    low=1,
                    high=5,
                    max_length=500,
                )
            )
    return blocks


def walked(page: Questionnaire) -> Walk:
    """Return somebody who has answered the first page and looked at the second and the summary."""
    option = page.form[0].value["options"].bound_blocks[0].id
    walk = Walk(Client(), page)
    walk.go(**{"q0-0": option})
    return walk


def counted(act: Callable[[], object]) -> int:
    """Return how many queries something takes."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def costs(page: Questionnaire) -> tuple[int, int, int, int]:
    """Return what a page, keeping it, the summary and sending take."""
    walk = walked(page)
    client, base = walk.client, page.get_url()
    data = {**walk.filled(), "go": "next"}
    show = counted(lambda: client.get(f"{base}questions/2/"))
    keep = counted(lambda: client.post(f"{base}questions/2/", data))
    client.get(f"{base}questions/summary/")
    summary = counted(lambda: client.get(f"{base}questions/summary/"))
    send = counted(lambda: client.post(f"{base}questions/summary/", {"go": "send"}))
    return show, keep, summary, send


def test_queries_stay_the_same_however_many_questions_and_pages_there_are() -> None:
    small, large = flow.paged(form=form_of(2, 2)), flow.paged("Longue", form=form_of(8, 10))
    # The first sending of each makes its version.
    for page in (small, large):
        costs(page)
    few, many = costs(small), costs(large)
    assert few == many
    assert all(
        cost <= most
        for cost, most in zip(many, (MOST_TO_SHOW, MOST_TO_KEEP, MOST_FOR_SUMMARY, MOST_TO_SEND), strict=True)
    ), many
