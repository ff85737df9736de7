"""Work that the task process does, one function for each task."""

from django_tasks import task

from forms.exports import jobs as exports
from forms.moderation import bulk


@task()
def run_bulk_job(job_id: int) -> None:
    """Decide on what is left of a bulk job."""
    bulk.run(job_id)


@task()
def run_export(export_id: int) -> None:
    """Make the file of an export."""
    exports.run(export_id)
