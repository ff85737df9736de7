"""Check that no decision was altered, taken out or put in between."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms.models import Decision
from forms.record.verify import problems

# So many are written out: an altered link early on is enough to know.
MOST = 50


class Command(BaseCommand):
    """Reads the whole chain; exits with 1 and names what is wrong."""

    help = "Check the chain of moderation decisions; name every altered, missing or reordered one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take heads that were published, to check that the chain still holds them."""
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="a head as it was published: the chain must still hold it (may be given several times)",
        )

    def handle(self, *args: Any, head: list[str], **options: Any) -> None:
        """Print what was checked, or raise CommandError with what is wrong."""
        found = [str(problem) for problem in problems()]
        found += [text for each in head if (text := _missing(each))]
        if found:
            more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
            raise CommandError("\n".join([*found[:MOST], *more]))
        last = Decision.objects.order_by("number").last()
        if last is None:
            self.stdout.write("No decision has been taken yet.")
        else:
            self.stdout.write(
                f"{last.number} decisions, each as it was written. Head: {last.number}:{last.hash}"
            )


def _missing(head: str) -> str:
    """Return what is wrong with a published head, or nothing."""
    number, _colon, digest = head.partition(":")
    if not number.isdecimal() or not digest:
        raise CommandError(f"{head}: not a head (NUMBER:HASH)")
    if Decision.objects.filter(number=int(number), hash=digest).exists():
        return ""
    return f"decision {number}: not the one that was published with the hash {digest}"
