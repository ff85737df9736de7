"""What an editor goes through before a page is published."""

from pages.checklist.checks import Check, Remark, checks_of

__all__ = ["Check", "Remark", "checks_of"]
