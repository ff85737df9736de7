"""Structured logs: one JSON object a line, with the request's id and never a secret.

The path of a link sent by mail is a secret for as long as it is valid, so it is cut here for
every logger (Django's development server and gunicorn write paths of their own accord).
"""

import json
import logging
import re
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# forms.urls gives the links this path, in every language.
LINK_PATH = re.compile(r"(/suivi/lien/)[^/\s\"?]+")


def redact(text: str) -> str:
    """Return the text with the secret part of each follow-up link replaced by ``[…]``."""
    return LINK_PATH.sub(r"\1[…]", text)


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
            entry["traceback"] = redact(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
