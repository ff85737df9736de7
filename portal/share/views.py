"""The picture of a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.share.services import answer_with, picture_of_page

LARGEST_KEY = 2**63 - 1


@require_safe
def page_picture(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """Answer with the picture of a page that anybody may read, else 404.

    The address of a picture that shows something else by now leads to today's.
    """
    pages = Page.objects.live().public().select_related("locale")
    page = pages.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if page is None:
        raise Http404
    with translation.override(page.locale.language_code):
        picture = picture_of_page(request, page)
    if digest != picture.digest:
        return redirect("page_picture", pk=pk, digest=picture.digest)
    return answer_with(picture)
