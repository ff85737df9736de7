"""Bring the rows of a table into a page, batch by batch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from forms.enums import Channel
from forms.imports.columns import Columns
from forms.imports.errors import ImportRefused, Problem, RowRefused
from forms.imports.labels import Labels
from forms.imports.reading import RowReader
from forms.imports.table import Row, Table
from forms.intake.services import Sending, submit, submit_all
from forms.limits.places import take_all
from forms.models import Submission

if TYPE_CHECKING:
    from forms.page import FormPage

BATCH_ROWS = 500


@dataclass
class Tally:
    """What became of the rows read so far."""

    imported: int = 0
    # Known from an earlier run, with the same answers.
    present: int = 0
    refused: int = 0
    created_labels: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.imported + self.present + self.refused


class Importer:
    """One run over one table.

    Each batch is a transaction: a run that is cut off leaves whole batches, and the next run goes
    on after them, because a row whose ``external_id`` the page knows is not taken twice.
    """

    def __init__(
        self,
        page: "FormPage",
        columns: Columns,
        *,
        channel: Channel = Channel.IMPORT,
        create_labels: bool = False,
        report: Callable[[Problem], None],
    ) -> None:
        """Keep what to do; ``report`` is told of each row that is left out.

        ``ImportRefused`` for an anonymous page: rows of a file have their order, their time, their number.
        """
        if page.anonymous:
            raise ImportRefused(_("Answers to this page are anonymous: they cannot come from a file."))
        self._page = page
        self._channel = channel
        self._report = report
        self._labels = Labels(create=create_labels)
        self._reader = RowReader(page, columns, self._labels)
        self._page_ids = list(
            Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
        )
        self.tally = Tally(created_labels=self._labels.created)

    def run(self, table: Table) -> Iterator[Tally]:
        """Take all rows; gives the tally after each batch, once it is committed."""
        rows = table.rows()
        while batch := list(islice(rows, BATCH_ROWS)):
            with transaction.atomic():
                self._take(batch)
            yield self.tally

    def _take(self, batch: list[Row | Problem]) -> None:
        """Record those rows of a batch that are new."""
        sendings = self._sendings(batch)
        known = self._known({sending.external_id for _row, sending in sendings})
        new: list[tuple[Row, Sending]] = []
        for row, sending in sendings:
            if sending.external_id not in known:
                known[sending.external_id] = sending.nonce_digest
                new.append((row, sending))
            elif known[sending.external_id] == sending.nonce_digest:
                self.tally.present += 1
            else:
                self._refuse(row, self._differs(sending))
        self._record(new)

    def _sendings(self, batch: list[Row | Problem]) -> list[tuple[Row, Sending]]:
        """Return the valid rows; the others are reported."""
        sendings = []
        for row in batch:
            if isinstance(row, Problem):
                self.tally.refused += 1
                self._report(row)
                continue
            try:
                sendings.append((row, self._reader.read(row.cells)))
            except RowRefused as error:
                self._refuse(row, str(error))
        return sendings

    def _known(self, external_ids: set[str]) -> dict[str, str | None]:
        """Return the digest of each of the rows that the page has already, in any language."""
        rows = Submission.objects.filter(page__in=self._page_ids, external_id__in=external_ids)
        return dict(rows.values_list("external_id", "nonce_digest"))

    def _record(self, new: list[tuple[Row, Sending]]) -> None:
        """Record new rows: all with a few statements or, if one of them is refused, one by one."""
        sendings = [sending for _row, sending in new]
        try:
            with transaction.atomic():
                labels = self._labels.make(sending.answers for sending in sendings)
                recorded = submit_all(self._page, self._page.form, sendings, channel=self._channel)
                take_all(self._page, recorded, self._page.form)
        except DatabaseError:
            for row, sending in new:
                self._record_one(row, sending)
        else:
            self._labels.keep(labels)
            self.tally.imported += len(new)

    def _record_one(self, row: Row, sending: Sending) -> None:
        """Record one row in a savepoint of its own."""
        try:
            with transaction.atomic():
                labels = self._labels.make([sending.answers])
                receipt = submit(
                    self._page,
                    self._page.form,
                    sending.answers,
                    seed=sending.seed,
                    language=sending.language,
                    channel=self._channel,
                    external_id=sending.external_id,
                    received_at=sending.received_at,
                )
                if receipt.is_new:
                    take_all(self._page, [receipt.submission], self._page.form)
        except IntegrityError:
            # Another import, at this moment, brought the same id with other answers.
            self._refuse(row, self._differs(sending))
        except DatabaseError as error:
            self._refuse(row, _("the database refused it (%(error)s)") % {"error": type(error).__name__})
        else:
            self._labels.keep(labels)
            if receipt.is_new:
                self.tally.imported += 1
            else:
                self.tally.present += 1

    def _differs(self, sending: Sending) -> str:
        return _("“%(id)s” is there already with other answers, which stay as they are") % {
            "id": sending.external_id
        }

    def _refuse(self, row: Row, reason: str) -> None:
        self.tally.refused += 1
        self._report(Problem(row.line, row.line, reason))
