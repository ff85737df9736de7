"""Tags for what goes out when a page is shared."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from wagtail.models import Page

from portal.branding.models import SiteIdentity
from portal.share import picture
from portal.share.services import picture_of_page

register = template.Library()


@dataclass(frozen=True)
class SocialImage:
    """A picture at its full address."""

    url: str
    width: int
    height: int


@register.simple_tag(takes_context=True)
def social_image(context: template.Context, page: Page) -> SocialImage | None:
    """Return the picture to show beside a link to a page: the editors' for the site, else a drawn one."""
    request = context.get("request")
    if request is None or not page.pk:
        return None
    identity = SiteIdentity.for_request(request)
    if identity is not None and identity.social_image is not None:
        chosen = identity.social_image.get_rendition("fill-1200x630|format-jpeg")
        return SocialImage(request.build_absolute_uri(chosen.url), chosen.width, chosen.height)
    address = reverse("page_picture", args=[page.pk, picture_of_page(request, page).digest])
    return SocialImage(request.build_absolute_uri(address), picture.WIDTH, picture.HEIGHT)


@register.simple_tag(takes_context=True)
def drawn_image(context: template.Context, path: str) -> SocialImage:
    """Return the picture that is drawn at a path of this site."""
    return SocialImage(context["request"].build_absolute_uri(path), picture.WIDTH, picture.HEIGHT)
