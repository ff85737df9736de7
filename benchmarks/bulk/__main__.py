"""Publishes ten thousand contributions at once and checks what came of it.

Needs DATABASE_URL (PostgreSQL); works in a copy of a database of its own. Ends with status 1 if a
decision, a link of the chain, a mail or an index entry is missing.
"""

import sys
import time

from benchmarks.tools.start import start_django

start_django()

from django.contrib.auth.models import User  # noqa: E402

from benchmarks.million import build  # noqa: E402
from benchmarks.million.portal import ADMINISTRATOR  # noqa: E402
from benchmarks.tools import database, tables  # noqa: E402
from forms.enums import Action, State  # noqa: E402
from forms.models import BulkJob, Decision, OutgoingMail, Submission  # noqa: E402
from forms.moderation import bulk  # noqa: E402
from forms.moderation.filters import QueueFilters  # noqa: E402
from forms.record.verify import problems  # noqa: E402
from portal.search.models import IndexEntry  # noqa: E402

NUMBER = 10_000


def main() -> int:
    """Decide, check and print; return the status."""
    build.ensure(NUMBER)
    with database.copy_of(build.kind_of(NUMBER)):
        Submission.objects.update(state=State.PENDING)
        decided, told = Decision.objects.count(), Submission.objects.exclude(contributor=None).count()
        job = BulkJob.objects.create(
            by=User.objects.get(username=ADMINISTRATOR),
            action=Action.PUBLISH,
            filters=QueueFilters().as_json(),
            up_to=NUMBER,
            total=NUMBER,
        )
        cpu, wall = time.process_time(), time.perf_counter()
        bulk.run(job.pk)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        job.refresh_from_db()
        chained = Decision.objects.count() - decided
        mails = OutgoingMail.objects.filter(sent_at=None).count()
        entries = IndexEntry.objects.filter(model="forms.submission").count()
        wrong = list(problems())
    tables.show(
        f"publishing {NUMBER:,}",
        ["seconds", "CPU s", "a second", "decisions", "mails", "entries"],
        {"Parvis": [wall, cpu, NUMBER / wall, chained, mails, entries]},
    )
    return tables.verdict(
        {
            f"{job.done:,} decided and chained": job.done == chained == NUMBER,
            f"the chain verifies ({len(wrong)} problems)": not wrong,
            f"{mails:,} mails wait, {told:,} authors left an address": mails == told,
            f"{entries:,} rows wait for the indices": entries == NUMBER,
        }
    )


if __name__ == "__main__":
    sys.exit(main())
