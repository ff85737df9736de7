"""Where a request comes from."""

import datetime

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from portal import network
from portal.network import address_digest, client_address, is_exempt, parse_address

PROXY = "10.0.0.2"


def seen(remote: str, forwarded: str | None = None) -> str:
    """The sender's address as the portal reads it."""
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return str(client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)))


@pytest.fixture(autouse=True)
def proxies(settings: Settings) -> None:
    """One network of proxies and one of agents."""
    settings.TRUSTED_PROXIES = ["10.0.0.0/24"]
    settings.RATE_EXEMPT_NETWORKS = ["198.51.100.0/24", "2001:db8:1::/48"]


def test_what_a_sender_claims_is_not_believed() -> None:
    assert seen("203.0.113.9", "198.51.100.1") == "203.0.113.9"


def test_a_trusted_proxy_is_believed() -> None:
    assert seen(PROXY, "203.0.113.9") == "203.0.113.9"


def test_a_chain_is_read_from_the_right_as_far_as_it_is_trusted() -> None:
    assert seen(PROXY, "198.51.100.1, 203.0.113.9, 10.0.0.3") == "203.0.113.9"


def test_a_proxy_that_names_nobody_stands_for_itself() -> None:
    assert seen(PROXY) == PROXY
    assert seen(PROXY, "unknown") == PROXY
    assert seen(PROXY, "203.0.113.9, unknown") == PROXY


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ('"203.0.113.9"', "203.0.113.9"),
        ("", "None"),
        ("a.b.c.d", "None"),
    ],
)
def test_addresses_are_understood_however_they_are_written(written: str, meant: str) -> None:
    assert str(parse_address(written)) == meant


def test_a_socket_file_is_trusted_only_if_named(settings: Settings) -> None:
    assert seen("", "203.0.113.9") == "None"
    settings.TRUSTED_PROXIES = ["unix"]
    assert seen("", "203.0.113.9") == "203.0.113.9"


def test_agents_networks_are_exempt_in_both_kinds_of_addresses() -> None:
    assert is_exempt(parse_address("198.51.100.20"))
    assert is_exempt(parse_address("2001:db8:1::5"))
    assert not is_exempt(parse_address("203.0.113.9"))
    assert not is_exempt(None)


def test_a_whole_ipv6_network_counts_as_one_sender() -> None:
    def digest(text: str) -> str:
        return address_digest(parse_address(text), "submit")

    assert digest("2001:db8::1") == digest("2001:db8::ffff:2")
    assert digest("2001:db8::1") != digest("2001:db8:0:1::1")
    assert digest("203.0.113.9") != digest("203.0.113.10")


def test_the_digest_says_nothing_the_next_day_nor_for_another_purpose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = parse_address("203.0.113.9")
    today = address_digest(address, "submit")
    assert address_digest(address, "follow") != today
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    monkeypatch.setattr(network.timezone, "now", lambda: tomorrow)
    assert address_digest(address, "submit") != today


def test_a_network_that_is_none_is_found_at_start_up(settings: Settings) -> None:
    assert network.check_networks() == []
    settings.TRUSTED_PROXIES = ["10.0.0.0/24", "proxy.example"]
    (error,) = network.check_networks()
    assert "TRUSTED_PROXIES" in error.msg
    assert "proxy.example" in error.msg
