"""A page that carries a form: what every such page type has and does."""

import datetime
import uuid
from enum import StrEnum
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forms.builder import QuestionForm, field_name
from forms.enums import LegalBasis, Publication
from forms.fields import FormStreamBlock
from forms.fields.hidden import from_link
from forms.flow import views as flow_views
from forms.flow.page import FlowPage
from forms.intake import views
from forms.limits.page import LimitedPage
from forms.logic.preview import WHY, TriedPage
from forms.maps.views import points_view
from forms.merging.lineage import lineage_of, successor
from forms.models import Submission
from forms.notice import notice_of
from forms.paper.page import PaperPage
from forms.published import contribution_list, find_contribution
from forms.rules.panels import ModeratorsPanel
from portal.share.picture import Picture
from portal.share.services import answer_with, picture_of

SLUG_LENGTH = 60
DAYS_A_YEAR = 365.25
# The part of an address under which a page's published contributions have theirs.
CONTRIBUTIONS = "contributions/"
READING = ("GET", "HEAD", "OPTIONS")


class Opening(StrEnum):
    """Where a page stands in time."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def opening_between(opens_at: datetime.datetime | None, closes_at: datetime.datetime | None) -> Opening:
    """Return where this moment stands to two dates, either of which may be missing."""
    now = timezone.now()
    if opens_at and now < opens_at:
        return Opening.UPCOMING
    if closes_at and now >= closes_at:
        return Opening.CLOSED
    return Opening.OPEN


class FormPage(FlowPage, LimitedPage, PaperPage, TriedPage, RoutablePageMixin, models.Model):
    """A page with a form that residents answer, its dates and its information notice."""

    allowed_http_methods: ClassVar = [*READING, "POST"]
    # Shows its form filled in again when its CSRF token has expired (portal.views.csrf_failure).
    answers_csrf_failure: ClassVar[bool] = True
    # What a new page of this type does with what it receives.
    default_publication: ClassVar[Publication] = Publication.NONE

    form = StreamField(FormStreamBlock(), verbose_name=_("form"), blank=True)
    opens_at = models.DateTimeField(
        _("opens"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as the page is published."),
    )
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("Nothing can be sent from this moment on."),
    )
    publication = models.CharField(
        _("publication"), max_length=20, choices=Publication, default=Publication.NONE
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder after (days)"),
        default=7,
        help_text=_(
            "Moderators are reminded by mail of what has waited for so many days, and again after as many. "
            "0: never."
        ),
    )
    offers_contact = models.BooleanField(
        _("offer to be kept informed by e-mail"),
        default=True,
        help_text=_("An optional e-mail address for the confirmation and the decision."),
    )
    thanks = models.TextField(
        _("thanks"),
        max_length=1_000,
        blank=True,
        help_text=_("Shown once the form is sent, above the code: what happens next."),
    )
    notice_purpose = models.TextField(
        _("purpose"),
        max_length=1_000,
        blank=True,
        help_text=_("What the answers are for. Empty: the site’s own text."),
    )
    notice_basis = models.CharField(
        _("legal basis"), max_length=20, choices=LegalBasis, default=LegalBasis.PUBLIC_TASK
    )
    notice_recipients = models.TextField(
        _("recipients"),
        max_length=1_000,
        blank=True,
        help_text=_("Who reads the answers. Empty: the site’s own text."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("retention (months)"),
        default=12,
        help_text=_("So many months after they were sent, contact data and unpublished texts are erased."),
    )

    form_panels: ClassVar = [
        FieldPanel("form"),
        FieldPanel("offers_contact"),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("publication"), FieldPanel("reminder_days")]), ModeratorsPanel()],
            heading=_("Moderation"),
        ),
        *LimitedPage.limit_panels,
        *FlowPage.flow_panels,
        *PaperPage.paper_panels,
    ]
    date_panels: ClassVar = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading=_("Opening and closing"),
            help_text=_("In the time zone of your account. Residents see the portal’s own."),
        )
    ]
    notice_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("notice_purpose"),
                FieldPanel("notice_basis"),
                FieldPanel("notice_recipients"),
                FieldPanel("retention_months"),
            ],
            heading=_("Information notice"),
        )
    ]
    form_translatable_fields: ClassVar = [
        TranslatableField("form"),
        TranslatableField("thanks"),
        TranslatableField("notice_purpose"),
        TranslatableField("notice_recipients"),
        SynchronizedField("opens_at", overridable=False),
        SynchronizedField("closes_at", overridable=False),
        SynchronizedField("publication", overridable=False),
        SynchronizedField("reminder_days", overridable=False),
        SynchronizedField("offers_contact", overridable=False),
        SynchronizedField("notice_basis", overridable=False),
        SynchronizedField("retention_months", overridable=False),
        *LimitedPage.limit_translatable_fields,
        *FlowPage.flow_translatable_fields,
        *PaperPage.paper_translatable_fields,
    ]

    class Meta:
        """A base of page types."""

        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin a new page with its type's way of publishing."""
        super().__init__(*args, **kwargs)
        if not self.pk and "publication" not in kwargs:
            self.publication = self.default_publication

    def clean(self) -> None:
        """Refuse dates the wrong way round."""
        super().clean()
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("The page would close before it opens.")})

    @property
    def opening(self) -> Opening:
        """Whether the page is upcoming, open or closed at this moment."""
        return opening_between(self.opens_at, self.closes_at)

    @property
    def is_open(self) -> bool:
        """Whether answers may be sent at this moment."""
        return bool(self.form) and self.opening == Opening.OPEN

    @property
    def publishes(self) -> bool:
        """Whether what residents send may be published."""
        return self.publication != Publication.NONE

    def build_form(
        self, data: QueryDict | None = None, *, offers_contact: bool = True, **options: Any
    ) -> QuestionForm:
        """Return the page's form, filled with what was sent if anything was.

        ``offers_contact`` is false for what never asks for an address; the other options are those of
        ``QuestionForm``.
        """
        return QuestionForm(
            self.form,
            offers_contact=offers_contact and self.offers_contact and not self.anonymous,
            publishes=self.publishes,
            data=data,
            **options,
        )

    @property
    def retention(self) -> datetime.timedelta:
        """How long contact data and unpublished texts are kept; a month is a twelfth of a year."""
        return datetime.timedelta(days=self.retention_months * DAYS_A_YEAR / 12)

    # What visitors ask for.

    @path("")
    def participate(self, request: HttpRequest) -> HttpResponse:
        """Show the page, or take what a resident sent."""
        if self.has_screens:
            if request.method != "POST":
                return flow_views.enter(self, request, self._render)
            return flow_views.receive(self, request, 1, self._render)
        if request.method != "POST":
            return views.show(self, request, self._render)
        if getattr(request, "csrf_failed", False):
            return views.expired(self, request, self._render)
        return views.receive(self, request, self._render)

    @path(f"{CONTRIBUTIONS}points/", name="contribution_points")
    def contribution_points(self, request: HttpRequest) -> HttpResponse:
        """Answer with the published contributions that lie on the page's map."""
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        return points_view(self, request)

    @path(f"{CONTRIBUTIONS}<int:pk>/", name="contribution_number")
    @path(f"{CONTRIBUTIONS}<int:pk>-<slug:slug>/", name="contribution")
    def contribution(self, request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
        """Show one published contribution at its one address."""
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        card = find_contribution(self, pk, request)
        if card is None:
            if stays := successor(self, pk, request):
                # For now: they may be separated again.
                return HttpResponseRedirect(stays.url)
            raise Http404
        if slug != contribution_slug(card.submission):
            return HttpResponsePermanentRedirect(card.url)
        digest = self._picture(card.submission, request).digest
        route = self.reverse_subpage("contribution_picture", kwargs={"pk": pk, "digest": digest})
        return self.render(
            request,
            context_overrides={
                "contribution": card.submission,
                "card": card,
                "lineage": lineage_of(self, card.submission, request),
                "picture_path": (self.get_url(request) or "/") + route,
            },
            template="pages/contribution.html",
        )

    # Wagtail serves addresses that end in a stroke; caches and readers go by the content type.
    @path("contributions/<int:pk>/picture/<slug:digest>/", name="contribution_picture")
    def contribution_picture(self, request: HttpRequest, pk: int, digest: str) -> HttpResponse:
        """Show the picture that other sites put beside a link to a contribution.

        404 unless anybody may read it: caches that visitors share keep the picture.
        """
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        card = find_contribution(self, pk, None)
        if card is None or self.get_view_restrictions():
            raise Http404
        picture = self._picture(card.submission, request)
        if digest != picture.digest:
            return HttpResponseRedirect(f"../{picture.digest}/")
        return answer_with(picture)

    def _picture(self, submission: Submission, request: HttpRequest) -> Picture:
        return picture_of(request, str(submission), self.title)

    def contribution_url(self, submission: Submission, request: HttpRequest | None = None) -> str:
        """Return the address of a contribution under this page."""
        return self.contributions_url(request) + self.contribution_path(submission)

    def contributions_url(self, request: HttpRequest | None = None) -> str:
        """Return what the addresses of all its contributions begin with."""
        return (self.get_url(request) or "/") + CONTRIBUTIONS

    @staticmethod
    def contribution_path(submission: Submission) -> str:
        """Return what follows: the number and the words of the title."""
        slug = contribution_slug(submission)
        return f"{submission.pk}-{slug}/" if slug else f"{submission.pk}/"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page as it would be, whatever its dates; its form cannot be sent."""
        request.is_preview = True  # type: ignore[attr-defined]
        request.preview_mode = mode_name  # type: ignore[attr-defined]
        for block in self.form:
            # A question that was never saved has no id yet, and its field would have no name.
            block.id = block.id or str(uuid.uuid4())
        form = self.build_form()
        form.logic.explains = mode_name == WHY
        return self._render(request, form=form, form_alert="", nonce="", is_preview=True)

    def _render(self, request: HttpRequest, **context: Any) -> Any:
        """Render the page with its notice and one screen of what was published on it."""
        form = context.get("form")
        if form is not None and not form.is_bound:
            said = from_link(form.questions, request.GET, listed_only=self.anonymous)
            for question_id, text in said.items():
                form.initial.setdefault(field_name(question_id), text)
        context["notice"] = notice_of(self, request)
        context["contributions"] = contribution_list(self, request)
        return self.render(request, context_overrides=context)


def contribution_slug(submission: Submission) -> str:
    """Return the words of an address, from the title."""
    return slugify(submission.title)[:SLUG_LENGTH].strip("-")
