"""Where a request comes from, as far as the portal needs to know."""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def _inside(address: str, networks: Iterable[str]) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(network, strict=False) for network in networks)


def client_address(request: HttpRequest) -> str:
    """Return the sender's address, read past the proxies that ``TRUSTED_PROXIES`` names.

    ``X-Forwarded-For`` is read from the right and only while the hop before is trusted: what a
    sender writes into it himself is never believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    for hop in reversed([hop for hop in hops if hop]):
        if not _inside(address, settings.TRUSTED_PROXIES):
            break
        address = hop
    return address


def is_exempt(address: str) -> bool:
    """Tell whether an address is in one of the agents' networks, which no limit stops."""
    return _inside(address, settings.RATE_EXEMPT_NETWORKS)


def address_digest(address: str, scope: str) -> str:
    """Return 32 hex digits that stand for an address during one day and one purpose.

    The key changes every day, so that yesterday's rows say nothing about today's visitors.
    An IPv6 sender owns a /64, so its last half is left out.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        masked = address
    else:
        masked = str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
    day = timezone.now().date().isoformat()
    key = hashlib.sha256(f"{settings.SECRET_KEY}:{day}".encode()).digest()
    return hmac.new(key, f"{scope}:{masked}".encode(), hashlib.sha256).hexdigest()[:32]
