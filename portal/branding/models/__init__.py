"""Site settings that editors fill in: who runs the portal and what its notices say."""

from portal.branding.footer import content_languages
from portal.branding.models.colours import ColourField
from portal.branding.models.identity import SiteIdentity
from portal.branding.models.texts import SiteIdentityText

# Migrations name the field of a colour and the list of languages here.
__all__ = ["ColourField", "SiteIdentity", "SiteIdentityText", "content_languages"]
