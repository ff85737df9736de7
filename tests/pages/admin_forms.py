"""What the page editor sends, written as a test would say it."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

RAW_OPTION = "item"


def options(*words: str) -> dict[str, Any]:
    """Return the fields of a list of options."""
    return streamfield([(RAW_OPTION, word) for word in words])


def choice(label: str, *words: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Return a question of one choice."""
    value = {"label": label, "help_text": "", "options": options(*words), "display": "radio", **more}
    return "single_choice", value


def yes_no(label: str) -> tuple[str, dict[str, Any]]:
    """Return a question of yes or no."""
    return "yes_no", {"label": label, "help_text": ""}


def page_form(title: str, form: list[tuple[str, dict[str, Any]]], **more: Any) -> dict[str, Any]:
    """Return the fields of a page with a form; ``more`` replaces or adds some."""
    return nested_form_data(
        {
            "title": title,
            "slug": more.pop("slug", "une-page"),
            "lead": "",
            "body": streamfield(more.pop("body", [])),
            "form": streamfield(form),
            "opens_at": "",
            "closes_at": "",
            "publication": "none",
            "reminder_days": "7",
            "offers_contact": "on",
            "thanks": "",
            "notice_purpose": "",
            "notice_basis": "public_task",
            "notice_recipients": "",
            "retention_months": "12",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            **more,
        }
    )


def paragraph(html: str) -> tuple[str, str]:
    """Return a block of text."""
    return "rich_text", rich_text(html)
