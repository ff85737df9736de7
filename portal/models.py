"""Models of the portal room, gathered where Django looks for them."""

from portal.branding.models import SiteIdentity, SiteIdentityText
from portal.ratelimit.models import RateWindow

__all__ = ["RateWindow", "SiteIdentity", "SiteIdentityText"]
