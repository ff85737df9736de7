"""The database between two tests."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Locale, Page

transactional = pytest.mark.django_db(transaction=True)


@transactional
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_what_the_migrations_made(time: str) -> None:
    del time
    assert Page.objects.filter(depth=1).exists()
    assert Locale.objects.filter(language_code="fr").exists()
    assert Permission.objects.filter(codename="publish_page").exists()
    assert Group.objects.exists()
    assert not Group.objects.filter(name="Left by a test").exists()
    Group.objects.all().delete()
    Group.objects.create(name="Left by a test")
    Permission.objects.all().delete()
