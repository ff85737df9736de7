"""A server's settings on databases and indices of the benchmarks' own, with the peers' models beside ours."""

import os

os.environ.setdefault("PARVIS_TEST_PREFIX", "bench")

from portal.settings.test import *  # noqa: F403
from portal.settings.test import DATABASES
from portal.settings.test import INSTALLED_APPS as PORTAL_APPS

INSTALLED_APPS = [*PORTAL_APPS, "wagtail.contrib.forms", "benchmarks.peers"]
SEARCH_INDEX_PREFIX = "parvis_bench"
# As on a server: a process keeps its connection.
DATABASES["default"]["CONN_MAX_AGE"] = None
