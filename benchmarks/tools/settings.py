"""A server's settings on databases and indices of the benchmarks' own, with the peers' models beside ours."""

import os

os.environ.setdefault("PARVIS_TEST_PREFIX", "bench")

from portal.settings.test import *  # noqa: F403
from portal.settings.test import DATABASES
from portal.settings.test import INSTALLED_APPS as PORTAL_APPS
from portal.settings.test import WAGTAILSEARCH_BACKENDS as PORTAL_BACKENDS

INSTALLED_APPS = [*PORTAL_APPS, "wagtail.contrib.forms", "benchmarks.peers"]
SEARCH_INDEX_PREFIX = "parvis_bench"
# Wagtail's own index of everything that it searches, filled by the benchmark alone.
WAGTAILSEARCH_BACKENDS = {
    **PORTAL_BACKENDS,
    "peer": {
        "BACKEND": "wagtail.search.backends.elasticsearch9",
        "URLS": [os.environ["ELASTICSEARCH_URL"]],
        "INDEX_PREFIX": "parvis_bench_peer_",
        "AUTO_UPDATE": False,
    },
}
# As on a server: a process keeps its connection.
DATABASES["default"]["CONN_MAX_AGE"] = None
