"""One export in this process, by ours or by Wagtail's code: ``one SIDE FORMAT ROWS``."""

import sys
from collections.abc import Callable, Iterable

from benchmarks.tools.start import start_django

start_django()

from django.utils import translation  # noqa: E402
from wagtail.admin.views.mixins import SpreadsheetExportMixin  # noqa: E402

from benchmarks.million import build  # noqa: E402
from benchmarks.tools import database  # noqa: E402
from benchmarks.tools.process import measured, tell  # noqa: E402
from forms.exports.formats import make_format  # noqa: E402
from forms.exports.offer import chosen, offered  # noqa: E402
from forms.exports.writing import pieces  # noqa: E402
from forms.models import Submission  # noqa: E402
from forms.moderation.filters import ANY_STATE, QueueFilters  # noqa: E402
from forms.moderation.scope import Scope  # noqa: E402
from forms.moderation.text import matching  # noqa: E402

# The same facts, in our words and in the peer's.
OURS = ("number", "page", "state", "title", "channel", "language", "received", "answers_together")
THEIRS = ["pk", "page.title", "state", "title", "channel", "language", "received_at", "answers"]


class Peer(SpreadsheetExportMixin):
    """Wagtail's export of a listing."""

    list_export = THEIRS


def ours(name: str) -> Iterable[bytes]:
    """Return our file, piece by piece."""
    scope, filters = Scope(is_moderator=True, everything=True), QueueFilters(state=ANY_STATE)
    groups = offered(filters, scope, with_contacts=False)
    known = [column.head.key for group in groups for column in group.columns]
    columns = chosen(groups, [key for key in known if key in OURS])
    last = Submission.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return pieces(matching(filters, scope).rows, columns, make_format(name), up_to=last)


def theirs(name: str) -> Iterable[bytes]:
    """Return the peer's response, piece by piece."""
    rows = Submission.objects.select_related("page").order_by("-received_at", "-id")
    response = Peer().as_spreadsheet(rows, name)
    return response.streaming_content


def main() -> None:
    """Take one file to its end and tell what it took."""
    side, name, rows = sys.argv[1:]
    make: Callable[[str], Iterable[bytes]] = {"ours": ours, "theirs": theirs}[side]
    database.use(build.kind_of(int(rows)))

    def work(first: Callable[[], None]) -> int:
        size = 0
        for piece in make(name):
            first()
            size += len(piece)
        return size

    with translation.override("fr"):
        tell(measured(work))


if __name__ == "__main__":
    main()
