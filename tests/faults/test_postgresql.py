"""A PostgreSQL of the test's own crashes and starts again while residents answer and a bulk decides."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from bin.machine.postgres import _programs as postgres_programs
from forms.models import Submission
from portal.search.registry import Index
from tests.factories import moderation
from tests.factories.pages import call_for_ideas
from tests.faults.desk import many, publish_all
from tests.faults.figures import Figures
from tests.faults.processes import database_url, environment, eventually, worker
from tests.faults.visitors import Visitors
from tests.forms.post_office import post_office
from tests.search_index import SearchIndex
from tests.servers import Server, free_port

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

NUMBER = 300
VISITORS = 3
PATIENCE = 240.0
# The load between two crashes, and after the second.
PHASE_SECONDS = 5


def copy_database(to_url: str) -> None:
    """Copy the test's database, as it is committed, into another server's."""
    programs = postgres_programs()
    dump = subprocess.run(
        [programs / "pg_dump", "--no-owner", "--no-privileges", "--exclude-schema=baseline", database_url()],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [programs / "psql", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", to_url],
        input=dump.stdout,
        check=True,
        capture_output=True,
    )


@contextmanager
def portal(log: Path, **more: str) -> Iterator[str]:
    """Serve the portal for as long as the block lasts; give its address."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", f"--bind=127.0.0.1:{port}", "--threads=4"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, env=environment(**more), cwd=settings.BASE_DIR, stdout=out, stderr=out
        )
        try:
            address = f"http://127.0.0.1:{port}"
            eventually(lambda: _answers(f"{address}/healthz"), PATIENCE)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True


def command(name: str, **more: str) -> None:
    """Run a command of the portal's; its failure is the test's."""
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", name],
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr


class Database:
    """The other server's database, asked anew each time."""

    def __init__(self, url: str) -> None:
        self.url = url

    def numbers(self, query: str) -> list[int]:
        """Return the first column of a query."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as connection:
            return [row[0] for row in connection.execute(query)]

    def do(self, statement: str) -> None:
        """Change something, as time would."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)


def test_what_was_acknowledged_is_stored_decided_once_and_indexed_whenever_postgresql_crashes(
    own_postgres: Server, search_index: SearchIndex, tmp_path: Path, figures: Figures
) -> None:
    page = call_for_ideas("Appel")
    rows = many(page, NUMBER)
    job = publish_all(page, rows, moderation.moderator(page))
    url = own_postgres.url
    copy_database(url)
    database = Database(url)
    with post_office() as office:
        more = {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "FAULTS_EMAIL_PORT": str(office.port),
        }
        with portal(tmp_path / "web", **more) as address, worker(tmp_path / "worker", **more):
            enqueue(job.pk, **more)
            with Visitors(address + page.get_url(), VISITORS) as visitors:
                # In the middle of both: answers come in, and decisions are taken.
                eventually(lambda: visitors.acknowledged, PATIENCE)
                eventually(lambda: database.numbers("SELECT done FROM forms_bulkjob")[0] > 10, PATIENCE)
                (decided_before,) = database.numbers("SELECT done FROM forms_bulkjob")
                own_postgres.restart()
                time.sleep(PHASE_SECONDS)
                own_postgres.restart()
                time.sleep(PHASE_SECONDS)
            # The time passes after which a job without a worker is taken up again.
            long_ago = "now() - interval '10 minutes'"
            database.do(f"UPDATE forms_bulkjob SET touched_at = {long_ago} WHERE finished_at IS NULL")
            database.do("UPDATE portal_jobrun SET due_at = now()")
            left = (
                "SELECT (SELECT count(*) FROM forms_bulkjob WHERE finished_at IS NULL)"
                " + (SELECT count(*) FROM portal_indexentry)"
                " + (SELECT count(*) FROM forms_outgoingmail WHERE sent_at IS NULL AND attempts = 0)"
            )
            eventually(lambda: database.numbers(left) == [0], PATIENCE)
    titles = database_titles(url)
    acknowledged = visitors.acknowledged
    assert len(acknowledged) > VISITORS
    assert len(set(acknowledged)) == len(acknowledged)
    # Stored once each; an answer that got lost on its way may have been stored as well.
    assert sorted(title for title in titles if title in set(acknowledged)) == sorted(acknowledged)
    assert len(set(titles)) == len(titles)
    (decided,) = database.numbers("SELECT count(*) FROM forms_submission WHERE state = 'published'")
    (links,) = database.numbers("SELECT count(*) FROM forms_decision")
    assert decided == links == NUMBER
    command("decisions_verify", **more)
    published = database.numbers("SELECT id FROM forms_submission WHERE state = 'published'")
    contributions = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert contributions == {f"contribution-{number}" for number in published}
    everything = database.numbers("SELECT id FROM forms_submission")
    assert search_index.indexed(Index.DESK) == {f"submission-{number}" for number in everything}
    received = [str(message["To"]) for message in office.received]
    assert len(set(received)) == len(received)
    assert decided_before < NUMBER
    figures(
        acknowledged=len(acknowledged),
        stored=len(titles),
        requests_that_failed=visitors.failures,
        decided_before_the_crash=decided_before,
        decided=decided,
        delivered=len(received),
        indexed=len(everything),
    )


def enqueue(job_id: int, **more: str) -> None:
    """Hand a bulk job to the worker, in the database that it works on."""
    code = (
        f"import django; django.setup(); from forms.tasks import run_bulk_job; run_bulk_job.enqueue({job_id})"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment(**more)},
        cwd=settings.BASE_DIR,
        check=True,
        timeout=PATIENCE,
    )


def database_titles(url: str) -> list[str]:
    """Return the titles of what residents sent during the test."""
    table = Submission._meta.db_table
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(f"SELECT title FROM {table} WHERE contributor_id IS NULL")
        return [title for (title,) in found]
