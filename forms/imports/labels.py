"""Themes and territories that a file names by their words."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from forms.imports.errors import RowRefused
from forms.models.taxonomy import Label
from forms.taxonomy import forget_names
from portal.search.folding import fold


class Labels:
    """The labels there are, by name in any language; new ones are made only if that was asked for.

    A new one has its key from the first row that names it, but is made with the first row that is
    recorded: what the rows that are left out name leaves nothing behind.
    """

    def __init__(self, *, create: bool) -> None:
        """Keep what may be done; labels are read when the first one is asked for."""
        self._create = create
        self._keys: dict[type[Label], dict[str, str]] = {}
        self._new: dict[str, tuple[type[Label], str]] = {}
        self.created: list[str] = []

    def key(self, model: type[Label], name: str) -> str:
        """Return the translation key of the label with this name, whatever its case, accents and hyphens.

        ``RowRefused`` if there is none and none may be made.
        """
        keys = self._known(model)
        known_as = _same(name)
        if known_as not in keys:
            if not self._create:
                raise RowRefused(
                    _("there is no %(kind)s “%(name)s” (--create-labels makes what is missing)")
                    % {"kind": model._meta.verbose_name, "name": name}
                )
            _check_name(model, name)
            keys[known_as] = str(uuid.uuid4())
            self._new[keys[known_as]] = (model, name)
        return keys[known_as]

    def choices(self, model: type[Label]) -> list[tuple[str, str]]:
        """Return every key as a choice of a form field."""
        return [(key, name) for name, key in self._known(model).items()]

    def make(self, answers: Iterable[dict[str, Any]]) -> list[str]:
        """Save the new labels that these answers hold; return their keys, for ``keep``.

        What is not kept is saved again the next time: the transaction around it may fail.
        """
        named = {value for each in answers for value in each.values() if isinstance(value, str)}
        keys = [key for key in self._new if key in named]
        for key in keys:
            model, name = self._new[key]
            model.objects.create(name=name, translation_key=key, locale=Locale.get_default())
            forget_names(model)
        return keys

    def keep(self, keys: Iterable[str]) -> None:
        """Take note that these labels are there for good."""
        self.created += [self._new.pop(key)[1] for key in keys]

    def _known(self, model: type[Label]) -> dict[str, str]:
        if model not in self._keys:
            rows = model.objects.order_by("pk").values_list("name", "translation_key")
            self._keys[model] = {_same(name): str(key) for name, key in rows}
        return self._keys[model]


def _check_name(model: type[Label], name: str) -> None:
    limit = model._meta.get_field("name").max_length or 0
    if len(name) > limit or not _same(name):
        raise RowRefused(
            _("“%(name)s” cannot be the name of a %(kind)s (one to %(limit)d characters)")
            % {"name": name, "kind": model._meta.verbose_name, "limit": limit}
        )


def _same(name: str) -> str:
    """Return what two ways of writing one name share: “Centre-ville”, “centre ville”, “CENTREVILLE”."""
    # Two numbers stay apart: “Zone 1 2” is not “Zone 12”.
    return re.sub(r"(?<![0-9]) | (?![0-9])", "", fold(name))
