"""Pages whose address or content is one person's alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

ViewFunction = Callable[..., HttpResponseBase]

# Addresses of these pages may hold a secret; with this, other pages learn the host at most.
REFERRER_POLICY = "strict-origin"


def private(view: ViewFunction) -> ViewFunction:
    """Keep what the view answers out of every cache, and its address out of other pages' logs."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["Referrer-Policy"] = REFERRER_POLICY
        return response

    return inner
