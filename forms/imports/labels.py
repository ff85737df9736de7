"""Themes and territories that a file names by their words."""

from django.utils.translation import gettext as _
from wagtail.models import Locale

from forms.imports.errors import RowRefused
from forms.models.taxonomy import Label
from forms.taxonomy import forget_names
from portal.search.folding import fold


class Labels:
    """The labels there are, by name in any language; new ones are made only if that was asked for."""

    def __init__(self, *, create: bool) -> None:
        """Keep what may be done; labels are read when the first one is asked for."""
        self._create = create
        self._keys: dict[type[Label], dict[str, str]] = {}
        self.created: list[str] = []

    def key(self, model: type[Label], name: str) -> str:
        """Return the translation key of the label with this name, whatever its case and accents.

        ``RowRefused`` if there is none and none may be made.
        """
        keys = self._known(model)
        folded = fold(name)
        if folded not in keys:
            if not self._create:
                raise RowRefused(
                    _("there is no %(kind)s “%(name)s” (--create-labels makes what is missing)")
                    % {"kind": model._meta.verbose_name, "name": name}
                )
            keys[folded] = self._made(model, name)
        return keys[folded]

    def choices(self, model: type[Label]) -> list[tuple[str, str]]:
        """Return every key as a choice of a form field."""
        return [(key, name) for name, key in self._known(model).items()]

    def _known(self, model: type[Label]) -> dict[str, str]:
        if model not in self._keys:
            rows = model.objects.order_by("pk").values_list("name", "translation_key")
            self._keys[model] = {fold(name): str(key) for name, key in rows}
        return self._keys[model]

    def _made(self, model: type[Label], name: str) -> str:
        limit = model._meta.get_field("name").max_length or 0
        if len(name) > limit or not fold(name):
            raise RowRefused(
                _("“%(name)s” cannot be the name of a %(kind)s (one to %(limit)d characters)")
                % {"name": name, "kind": model._meta.verbose_name, "limit": limit}
            )
        label = model.objects.create(name=name, locale=Locale.get_default())
        forget_names(model)
        self.created.append(name)
        return str(label.translation_key)
