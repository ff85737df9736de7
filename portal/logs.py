"""Structured logs: one JSON object a line, with the request's id and never a secret.

The path of a link sent by mail is a secret for as long as it is valid, so it is cut here for
every logger (Django's development server and gunicorn write paths of their own accord). Messages
of exceptions quote what residents typed (a row that a constraint refused, an address that a mail
server refused, a text that is no number), so a traceback says where and which, and quotes only
errors that speak of the machine.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from smtplib import SMTPException

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# forms.urls gives the links this path, in every language.
LINK_PATH = re.compile(r"(/suivi/lien/)[^/\s\"?]+")


# Their messages name files, hosts, types and attributes, never what somebody sent.
QUOTED = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    InterfaceError,
    NameError,
    OperationalError,
    OSError,
    TemplateDoesNotExist,
    TypeError,
)


def redact(text: str) -> str:
    """Return the text with the secret part of each follow-up link replaced by ``[…]``."""
    return LINK_PATH.sub(r"\1[…]", text)


def describe(error: BaseException) -> str:
    """Return the traceback of an error and its causes, without messages that may quote somebody."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{describe(cause)}\n" if cause is not None else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    tells = isinstance(error, QUOTED) and not isinstance(error, SMTPException)
    return f"{before}{frames}{name}: {error}" if tells else f"{before}{frames}{name}"


class RequestIdFilter(logging.Filter):
    """Put the id of the request under way on each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its ``request_id``."""
        record.request_id = request_id.get()
        return True


class RedactFilter(logging.Filter):
    """Cut secrets out of a record's message before anything formats it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, its message redacted."""
        message = record.getMessage()
        redacted = redact(message)
        if redacted != message:
            record.msg, record.args = redacted, ()
        return True


class JsonFormatter(logging.Formatter):
    """Write a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time, level, logger, request id, message and, if any, the traceback."""
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
            if error is not None:
                entry["traceback"] = redact(describe(error))
        return json.dumps(entry, ensure_ascii=False)
