"""What a browser asks while somebody types a postcode: which communes have it."""

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from forms.communes.gazetteer import gazetteer

DAY = 24 * 3600


@require_safe
def communes_of_postcode(request: HttpRequest, postcode: str) -> JsonResponse:
    """Answer with the communes of a postcode, none for an unknown one; the same for everybody."""
    found = [{"code": each.code, "name": each.name} for each in gazetteer().at(postcode)]
    response = JsonResponse({"communes": found})
    patch_cache_control(response, public=True, max_age=DAY)
    return response
