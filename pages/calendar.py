"""Events as calendar files (RFC 5545), which a telephone adds to its calendar."""

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

if TYPE_CHECKING:
    from pages.models.event import Event

# Without an end, calendars would show a moment of no length.
USUAL_LENGTH = datetime.timedelta(hours=1)


def calendar_file(event: "Event", address: str) -> bytes:
    """Return the file of one event; ``address`` is the full address of its page.

    The event keeps its identity (its UID) when it is published anew, so that a calendar replaces it.
    """
    entry = Entry()
    entry.add("uid", f"{event.translation_key}@parvis")
    entry.add("dtstamp", event.last_published_at or timezone.now())
    entry.add("dtstart", event.starts_at.astimezone(datetime.UTC))
    entry.add("dtend", (event.ends_at or event.starts_at + USUAL_LENGTH).astimezone(datetime.UTC))
    entry.add("summary", event.title)
    if event.lead:
        entry.add("description", event.lead)
    if where := event.where:
        entry.add("location", where)
    entry.add("url", address)
    calendar = Calendar()
    calendar.add("prodid", "-//Parvis//Parvis//FR")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return calendar.to_ical()
