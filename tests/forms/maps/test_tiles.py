"""The address of tiles that a site's team may enter."""

import pytest
from django.core.exceptions import ValidationError

from forms.models.map import validate_tile_url


@pytest.mark.parametrize(
    "address",
    [
        "https://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org:8443/a/{z}/{y}/{x}?style=plan&key=A-1",
        "/tuiles/{z}/{x}/{y}.png",
    ],
)
def test_an_address_of_one_host_or_of_this_site_is_taken(address: str) -> None:
    validate_tile_url(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "javascript:alert(1)/{z}/{x}/{y}",
        "https://a.example.org; script-src *//{z}/{x}/{y}",
        "https://a.example.org,b.example.org/{z}/{x}/{y}",
        "https://user:secret@a.example.org/{z}/{x}/{y}",
        "https://*.example.org/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
        "https://[::1/{z}/{x}/{y}",
        'https://a.example.org/{z}/{x}/{y}"><script>',
    ],
)
def test_anything_else_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        validate_tile_url(address)
