"""A page's form as it was when somebody answered it."""

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.remembered import keep, recall

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue
    from wagtail.models import Page


# No transaction takes so long.
SETTLED = timedelta(minutes=5)


def digest_of(definition: list[dict[str, Any]]) -> str:
    """Return the SHA-256 of a definition, the same whatever the order of its keys."""
    canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class FormVersion(models.Model):
    """The frozen definition of a page's form: stored once, however many answered it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="form_versions")
    digest = models.CharField(max_length=64)
    definition = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One row for each definition of a page."""

        verbose_name = _("form version")
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "digest"], name="form_version_once")]

    def __str__(self) -> str:
        """Return the page's number and the start of the digest."""
        return f"{self.page_id}:{self.digest[:8]}"

    @classmethod
    def freeze(cls, page: "Page", stream: "StreamValue") -> "FormVersion":
        """Return the version of this page with this form, made only if it is new."""
        # Child by child, because a stream gives back as it was stored what nobody has looked at yet:
        # the same form would be another version. As JSON gives it back, because the bound of a number
        # is a Decimal until then.
        raw = [child.get_prep_value() for child in stream]
        definition = json.loads(json.dumps(raw, cls=DjangoJSONEncoder))
        digest = digest_of(definition)
        known = f"version:{page.pk}:{digest}"
        if found := recall(known):
            return found
        found = cls.objects.filter(page_id=page.pk, digest=digest).defer("definition").first()
        if found:
            # One made a moment ago may go with its transaction.
            if found.created_at < timezone.now() - SETTLED:
                keep(known, found)
            return found
        try:
            with transaction.atomic():
                return cls.objects.create(page_id=page.pk, digest=digest, definition=definition)
        except IntegrityError:
            # Somebody else answered the new form at the same moment.
            return cls.objects.get(page_id=page.pk, digest=digest)

    @cached_property
    def stream(self) -> "StreamValue":
        """The definition as a stream of question blocks, as the builder takes it."""
        from forms.fields import FormStreamBlock

        return FormStreamBlock().to_python(self.definition)
