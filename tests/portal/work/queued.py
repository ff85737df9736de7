"""A task for the tests of the worker."""

from django_tasks import task


@task()
def add(first: int, second: int) -> int:
    """Return the sum."""
    return first + second
