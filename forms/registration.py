"""What this room tells the rest of the portal at start-up."""

from forms import mail, retention, search, statistics
from forms.exports import jobs as exports
from forms.files import checking, checks  # noqa: F401 - registers its check
from forms.files import erasure as erasure_of_files
from forms.flow import drafts
from forms.limits import anonymous, confirmation
from forms.maps import outlines
from forms.moderation import bulk
from forms.record import heads
from forms.redaction import erasure
from forms.rules import digest, reminders
from portal.search import registry
from portal.work.registry import register_job


def register() -> None:
    """Register the documents of the search, the statistics that follow each change, and the jobs."""
    for source in search.sources():
        registry.register(source)
    for facet in search.facets():
        registry.register_facet(facet)
    search.connect()
    outlines.connect()
    registry.after_drain(statistics.mark)
    register_job("send mail", mail.INTERVAL, mail.send_waiting)
    register_job("send links to confirmed addresses", confirmation.INTERVAL, confirmation.send_waiting)
    register_job("keep anonymous answers apart", anonymous.INTERVAL, anonymous.keep_apart)
    register_job("remind moderators", reminders.INTERVAL, reminders.queue_reminders)
    register_job("daily summary for moderators", digest.INTERVAL, digest.queue_digests)
    register_job("check files for viruses", checking.INTERVAL, checking.check_files)
    register_job("erase files that were not sent", erasure_of_files.INTERVAL, erasure_of_files.erase_unsent)
    register_job("erase what is past its retention", retention.INTERVAL, retention.purge)
    register_job("erase drafts that were not sent", drafts.INTERVAL, drafts.erase_expired)
    register_job("erase originals of masked texts", erasure.INTERVAL, erasure.erase_originals)
    register_job("count answers", statistics.INTERVAL, statistics.count_marked)
    register_job("resume bulk decisions", bulk.RESUME_INTERVAL, bulk.resume_stalled)
    register_job("keep exports up, delete expired ones", exports.INTERVAL, exports.keep_up)
    register_job("keep the day's last decision", heads.INTERVAL, heads.close_day)
