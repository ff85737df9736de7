"""Models of the portal room, gathered where Django looks for them."""

from portal.branding.models import SiteIdentity, SiteIdentityText

__all__ = ["SiteIdentity", "SiteIdentityText"]
