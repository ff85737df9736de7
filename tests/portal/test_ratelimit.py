"""How often one address may do one thing."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from portal.ratelimit import services
from portal.ratelimit.models import RateWindow
from portal.ratelimit.services import forget_old_windows, is_limited


def request_from(address: str) -> HttpRequest:
    """A request of this sender."""
    return RequestFactory().post("/", REMOTE_ADDR=address)


@pytest.mark.django_db
def test_the_first_acts_pass_and_the_next_do_not() -> None:
    limited = [is_limited(request_from("203.0.113.9"), "submit", (3, 600)) for _ in range(5)]
    assert limited == [False, False, False, True, True]


@pytest.mark.django_db
def test_each_purpose_counts_by_itself() -> None:
    assert not is_limited(request_from("203.0.113.9"), "submit", (1, 600))
    assert not is_limited(request_from("203.0.113.9"), "follow", (1, 600))


@pytest.mark.django_db
def test_a_new_window_begins_from_nought(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_limited(request_from("203.0.113.9"), "submit", (1, 600))
    assert is_limited(request_from("203.0.113.9"), "submit", (1, 600))
    later = timezone.now() + datetime.timedelta(seconds=601)
    monkeypatch.setattr(services.timezone, "now", lambda: later)
    assert not is_limited(request_from("203.0.113.9"), "submit", (1, 600))


@pytest.mark.django_db
def test_windows_that_ended_are_forgotten() -> None:
    now = timezone.now()
    RateWindow.objects.create(key="old", ends_at=now - datetime.timedelta(seconds=1))
    RateWindow.objects.create(key="new", ends_at=now + datetime.timedelta(seconds=60))
    assert forget_old_windows() == 1
    assert RateWindow.objects.get().key == "new"


@pytest.mark.django_db(transaction=True)
def test_processes_count_together() -> None:
    def act(_number: int) -> bool:
        try:
            return is_limited(request_from("203.0.113.9"), "submit", (5, 600))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as processes:
        limited = list(processes.map(act, range(12)))
    assert limited.count(False) == 5
