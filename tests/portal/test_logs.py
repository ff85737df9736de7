"""Logs: one line of JSON each, and never what somebody sent."""

import json
import logging
import smtplib
import sys

import pytest
from django.db import IntegrityError, OperationalError

from portal.logs import JsonFormatter, RedactFilter, RequestIdFilter, redact, request_id


def line(message: str, *args: object, error: BaseException | None = None) -> dict[str, str]:
    """What the console shows of a record, read back."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("forms", logging.ERROR, __file__, 1, message, args, info)
    for one in (RequestIdFilter(), RedactFilter()):
        assert one.filter(record)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def raised(error: BaseException) -> BaseException:
    """The error with the traceback of having been raised."""
    try:
        raise error
    except type(error):
        return sys.exc_info()[1] or error


def test_a_record_is_one_line_of_json_with_the_requests_id() -> None:
    token = request_id.set("abc-12345")
    try:
        entry = line("Sent %d\nof %s", 3, "four")
    finally:
        request_id.reset(token)
    assert entry["message"] == "Sent 3\nof four"
    assert (entry["level"], entry["logger"], entry["request"]) == ("ERROR", "forms", "abc-12345")
    assert entry["time"]


def test_the_token_of_a_link_is_cut_out_wherever_it_stands() -> None:
    assert redact("GET /suivi/lien/MTI:1abc:def/ 302") == "GET /suivi/lien/[…]/ 302"
    assert redact("GET /en/suivi/lien/MTI:1abc:def?x 302") == "GET /en/suivi/lien/[…]?x 302"
    assert (
        line("%s: %s", "Not Found", "/suivi/lien/MTI:1abc:def/")["message"] == "Not Found: /suivi/lien/[…]/"
    )


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("null value\nDETAIL:  Failing row contains (12, Un banc rue du Four)"),
        ValueError("could not convert string to float: 'rue du Four'"),
        smtplib.SMTPRecipientsRefused({"rue.du.Four@example.org": (550, b"no")}),
        KeyError("rue du Four"),
    ],
)
def test_an_error_that_quotes_somebody_is_told_without_its_words(error: Exception) -> None:
    entry = line("Internal Server Error", error=raised(error))
    assert "Four" not in json.dumps(entry)
    assert type(error).__name__ in entry["traceback"]
    assert "test_logs.py" in entry["traceback"]


def test_an_error_of_the_machine_is_told_in_full() -> None:
    error = raised(OperationalError("connection refused"))
    assert "connection refused" in line("Internal Server Error", error=error)["traceback"]


def test_the_cause_of_an_error_is_told_as_carefully() -> None:
    street = "rue du Four"
    try:
        try:
            raise ValueError(street)
        except ValueError as cause:
            raise OSError("disk full") from cause
    except OSError as error:
        told = line("Failed", error=error)["traceback"]
    assert "disk full" in told
    assert "ValueError" in told
    assert "Four" not in told
