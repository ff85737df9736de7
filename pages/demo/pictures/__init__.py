"""The demo's pictures, drawn here in the colours of the portal."""

from pages.demo.pictures.storing import make_pictures

__all__ = ["make_pictures"]
