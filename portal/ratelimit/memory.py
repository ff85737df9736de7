"""Counts that are written down nowhere: they live in this process, as long as their window lasts."""

import datetime
import threading

from django.utils import timezone

_lock = threading.Lock()
# Number of acts and end of each window.
_windows: dict[str, tuple[int, datetime.datetime]] = {}


def count(key: str, ends_at: datetime.datetime) -> int:
    """Count one more act in a window and return its number; windows that have ended are forgotten."""
    with _lock:
        if key not in _windows:
            _forget_old()
        number = counted(key) + 1
        _windows[key] = number, ends_at
    return number


def counted(key: str) -> int:
    """Return how many acts were counted in a window."""
    return _windows.get(key, (0, None))[0]


def forget_all() -> None:
    """Begin from nought."""
    with _lock:
        _windows.clear()


def _forget_old() -> None:
    now = timezone.now()
    for key in [key for key, (_number, ends_at) in _windows.items() if ends_at <= now]:
        del _windows[key]
