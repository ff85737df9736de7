"""Which columns somebody may choose for the contributions of a choice in the queue."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from forms.exports.answers import answer_columns, versions_of
from forms.exports.columns import Column, ColumnGroup
from forms.exports.facts import fact_columns
from forms.exports.together import together_column
from forms.models import FormVersion
from forms.moderation.filter_form import section_pages
from forms.moderation.filters import QueueFilters
from forms.moderation.scope import Scope

# Beyond this nobody reads a list of questions: choosing a page shows its own.
MOST_PAGES = 30


def offered(filters: QueueFilters, scope: Scope, *, with_contacts: bool) -> list[ColumnGroup]:
    """Return the columns for a choice, in groups: facts, then the questions of each page."""
    facts = fact_columns()
    if filters.page_key:
        titles = {filters.page_key: _("Answers")}
    else:
        titles = dict(list(section_pages(scope).values())[:MOST_PAGES])
    by_page: dict[str, list[FormVersion]] = {key: [] for key in titles}
    for version in versions_of(titles):
        by_page[str(version.page.translation_key)].append(version)
    groups = [ColumnGroup(_("About each contribution"), facts)]
    seen: set[str] = set()
    for key, title in titles.items():
        # A page that was copied asks the same questions under the same ids: they add up in one column.
        columns = [c for c in answer_columns(by_page[key]) if c.head.key not in seen]
        seen.update(column.head.key for column in columns)
        if columns:
            groups.append(ColumnGroup(title, columns))
    facts.append(together_column(with_contacts=with_contacts, is_usual=not filters.page_key))
    return [
        ColumnGroup(g.heading, [c for c in g.columns if with_contacts or not c.is_contact]) for g in groups
    ]


def usual_keys(groups: Iterable[ColumnGroup], filters: QueueFilters) -> list[str]:
    """Return what is ticked at first: the usual facts, and the answers of a page that was chosen."""
    facts, *questions = groups
    columns = [c for c in facts.columns if c.is_usual]
    if filters.page_key:
        columns += [c for group in questions for c in group.columns if not c.is_contact]
    return [column.head.key for column in columns]


def chosen(groups: Iterable[ColumnGroup], keys: Collection[str]) -> list[Column]:
    """Return the columns with these keys, in the order in which they are offered."""
    return [column for group in groups for column in group.columns if column.head.key in keys]
