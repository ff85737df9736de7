"""Where a request comes from, as far as the portal needs to know."""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core import checks
from django.http import HttpRequest
from django.utils import timezone

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# Names a proxy that speaks to us through a socket file, in TRUSTED_PROXIES.
UNIX_SOCKET = "unix"


def parse_address(text: str) -> Address | None:
    """Return the address that a text stands for, None for none.

    A port is left out (some proxies add it); an IPv4 address written as IPv6 is the IPv4 address.
    """
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address
    return address


@lru_cache
def _network(text: str) -> Network:
    return ipaddress.ip_network(text, strict=False)


def _inside(address: Address | None, networks: Iterable[str]) -> bool:
    """Tell whether an address is in one of the networks; no address is the socket file."""
    if address is None:
        return UNIX_SOCKET in networks
    return any(address in _network(text) for text in networks if text != UNIX_SOCKET)


def client_address(request: HttpRequest) -> Address | None:
    """Return the sender's address, read past the proxies that ``TRUSTED_PROXIES`` names.

    ``X-Forwarded-For`` is read from the right and only while the hop before is trusted: what a
    sender writes into it himself is never believed. None when there is no address to read.
    """
    address = parse_address(request.META.get("REMOTE_ADDR", ""))
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        forwarded = parse_address(hop)
        if forwarded is None or not _inside(address, settings.TRUSTED_PROXIES):
            break
        address = forwarded
    return address


def is_exempt(address: Address | None) -> bool:
    """Tell whether an address is in one of the agents' networks, which no limit stops."""
    return address is not None and _inside(address, settings.RATE_EXEMPT_NETWORKS)


def address_digest(address: Address | None, scope: str) -> str:
    """Return 32 hex digits that stand for an address during one day and one purpose.

    The key changes every day, so that yesterday's rows say nothing about today's visitors.
    An IPv6 sender owns a /64, so its last half is left out.
    """
    masked = str(address)
    if isinstance(address, ipaddress.IPv6Address):
        masked = str(ipaddress.ip_network((address, 64), strict=False))
    day = timezone.now().date().isoformat()
    key = hashlib.sha256(f"{settings.SECRET_KEY}:{day}".encode()).digest()
    return hmac.new(key, f"{scope}:{masked}".encode(), hashlib.sha256).hexdigest()[:32]


@checks.register
def check_networks(**options: Any) -> list[checks.CheckMessage]:
    """Refuse to start with a network that is none: it would be an error at each request."""
    errors: list[checks.CheckMessage] = []
    for setting in ("TRUSTED_PROXIES", "RATE_EXEMPT_NETWORKS"):
        for text in getattr(settings, setting):
            try:
                if text != UNIX_SOCKET:
                    _network(text)
            except ValueError:
                errors.append(
                    checks.Error(f"{setting} holds “{text}”, which is no network.", id="portal.E001")
                )
    return errors
