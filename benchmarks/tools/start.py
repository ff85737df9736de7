"""Starts Django for a benchmark, before anything imports a model."""

import os

import django


def start_django() -> None:
    """Have Django work with the benchmarks' settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.tools.settings"
    django.setup()
