"""Numbers that only grow, over all processes: the versions of what is sent to Elasticsearch."""

from django.db import connection

from portal.search.models import IndexEntry


def draw_version() -> int:
    """Return a number above all that were drawn before, from the sequence of the queue itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [IndexEntry._meta.db_table])
            return int(cursor.fetchone()[0])
    ticket = IndexEntry.objects.create(object_id=0, told=True)
    version = ticket.pk
    ticket.delete()
    return version
