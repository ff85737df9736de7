"""Models of the portal room, gathered where Django looks for them."""

from portal.branding.models import SiteIdentity, SiteIdentityText
from portal.ratelimit.models import RateWindow
from portal.search.models import IndexEntry, IndexTarget, SynonymGroup
from portal.work.models import JobRun, WorkerBeat

__all__ = [
    "IndexEntry",
    "IndexTarget",
    "JobRun",
    "RateWindow",
    "SiteIdentity",
    "SiteIdentityText",
    "SynonymGroup",
    "WorkerBeat",
]
