"""The tests' settings with one app more: the peers' copy of the contributions."""

import os

os.environ.setdefault("PARVIS_TEST_PREFIX", "relevance_benchmark")

from portal.settings.test import *  # noqa: F403
from portal.settings.test import INSTALLED_APPS as PORTAL_APPS

INSTALLED_APPS = [*PORTAL_APPS, "benchmarks.relevance"]
