"""What an editor chooses of limits and anonymity."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail_localize.fields import SynchronizedField

from forms.enums import Once, Publication
from forms.limits import gate, views
from forms.limits.questions import identifying
from forms.limits.quotas import follow_page
from forms.models import Submission


class LimitedPage(models.Model):
    """How many answers a page takes, one from each person or not, anonymous or not."""

    answer_limit = models.PositiveIntegerField(
        _("close after so many answers"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit. What is withdrawn or marked as spam gives its place back."),
    )
    category_limits = models.BooleanField(
        _("limit the answers of some groups"),
        default=False,
        help_text=_(
            "So many places for each option of a question. Once the page is saved, give the numbers under "
            "“Places and invitations” in its menu."
        ),
    )
    once = models.CharField(
        _("one answer per person"),
        max_length=12,
        choices=Once,
        default=Once.NEVER,
        blank=True,
        help_text=_(
            "“By device” stops forgetfulness, not bad faith: whoever erases cookies or takes another device "
            "answers again. A confirmed e-mail address asks for an effort. Invitation codes count best."
        ),
    )
    anonymous = models.BooleanField(
        _("anonymous answers"),
        default=False,
        help_text=_(
            "Nothing leads from an answer to whoever sent it: no contact, no follow-up, no time finer than "
            "the day. It cannot be undone for answers that were given, nor chosen while the page is open."
        ),
    )

    limit_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("answer_limit"),
                FieldPanel("category_limits"),
                FieldPanel("once"),
                FieldPanel("anonymous"),
            ],
            heading=_("Limits and anonymity"),
        )
    ]
    limit_translatable_fields: ClassVar = [
        SynchronizedField("answer_limit", overridable=False),
        SynchronizedField("category_limits", overridable=False),
        SynchronizedField("once", overridable=False),
        SynchronizedField("anonymous", overridable=False),
    ]

    class Meta:
        """A base of pages with a form."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; the promise that residents read stays, whatever an old draft says."""
        before = self._before()
        if self._kept_promise(before):
            self.anonymous = not self.anonymous
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before is not None:
                follow_page(before, self)

    @property
    def is_limited(self) -> bool:
        """Whether anything here has a say in what is sent."""
        return bool(self.answer_limit or self.category_limits or self.once or self.anonymous)

    @property
    def full_groups(self) -> list[str]:
        """The groups that have no place left, in words."""
        return gate.full_labels(self)

    @path("access/", name="access")
    def access(self, request: HttpRequest) -> HttpResponse:
        """Take an invitation code."""
        return self._at_the_gate(request, views.take_code)

    @path("access/link/", name="access_link")
    def access_link(self, request: HttpRequest) -> HttpResponse:
        """Send a link to an address."""
        return self._at_the_gate(request, views.ask_for_link)

    @path("access/confirm/", name="access_confirm")
    def access_confirm(self, request: HttpRequest) -> HttpResponse:
        """Take an address and the code that it was sent."""
        return self._at_the_gate(request, views.confirm)

    def _at_the_gate(self, request: HttpRequest, take: Any) -> HttpResponse:
        """Have a POST answered; anything else, and a form that was open for too long, leads to the page."""
        page: Any = self
        if request.method != "POST" or getattr(request, "csrf_failed", False):
            return views.to_form(page, request)
        response: HttpResponse = take(page, request, page._render)
        return response

    def clean(self) -> None:
        """Refuse what would break the promise of anonymity."""
        super().clean()
        self._keep_promise()
        page: Any = self
        if page.double_entry and page.once == Once.INVITATION:
            raise ValidationError(
                {
                    "once": _(
                        "Sheets that two agents type in come without invitation codes: choose one of both."
                    )
                }
            )
        if not self.anonymous:
            return
        if page.publication != Publication.NONE:
            raise ValidationError(
                {"anonymous": _("What is published can be followed and contested: it cannot be anonymous.")}
            )
        if page.double_entry:
            raise ValidationError(
                {"anonymous": _("Double entry keeps what each sheet says: answers are not anonymous then.")}
            )
        if labels := identifying(page.form):
            raise ValidationError(
                {
                    "anonymous": ValidationError(
                        _("These questions say who answers or how they came: %(labels)s."),
                        params={"labels": ", ".join(labels)},
                    )
                }
            )

    def _keep_promise(self) -> None:
        """Refuse to change what residents read before they answered, or read at this moment."""
        if text := self._kept_promise(self._before()):
            raise ValidationError({"anonymous": text})

    def _before(self) -> Any:
        """Return the page as it is kept, None for a new one."""
        page: Any = self
        return type(page)._default_manager.filter(pk=page.pk).first() if page.pk else None

    def _kept_promise(self, before: Any) -> Any:
        """Return why the page may not change its promise, nothing if it may or does not."""
        page: Any = self
        if before is None or before.anonymous == self.anonymous:
            return ""
        if Submission.objects.filter(page_key=page.translation_key).exists():
            return _("Answers were given under the other promise. Make a new page.")
        if before.live and before.is_open:
            return _("Residents are reading the other promise: close or unpublish the page first.")
        return ""
