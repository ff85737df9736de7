"""How often one address may do one thing."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from portal.ratelimit import memory, services
from portal.ratelimit.models import RateWindow
from portal.ratelimit.services import forget_old_windows, is_limited, is_spent


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
def test_what_leaves_no_trace_is_counted_in_memory_until_its_window_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sender = request_from("203.0.113.9")
    limited = [is_limited(sender, "submit", (2, 600), traceless=True) for _ in range(3)]
    assert limited == [False, False, True]
    assert is_spent(sender, "submit", (2, 600), traceless=True)
    assert not is_limited(request_from("203.0.113.10"), "submit", (2, 600), traceless=True)
    assert not RateWindow.objects.exists()
    later = timezone.now() + datetime.timedelta(seconds=601)
    monkeypatch.setattr(services.timezone, "now", lambda: later)
    assert not is_limited(sender, "submit", (2, 600), traceless=True)
    # Nothing of the windows that ended is left.
    assert len(memory._windows) == 1


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
