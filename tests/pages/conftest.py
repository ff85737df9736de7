"""Editors in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def editor(db: None) -> Client:
    """A browser in which somebody who may do everything is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("redaction", "r@example.org", "x"))
    return client
