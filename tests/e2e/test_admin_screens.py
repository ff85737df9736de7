"""The screens that we add to the admin, read by axe: light and dark, on a phone and on a desk."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from forms.builder import field_name
from forms.enums import Channel, FollowUp
from forms.intake import services as intake
from forms.models import FormVersion, PaperBatch, PaperEntry, TypedSheet
from forms.moderation.services import publish
from forms.outcomes import answer
from pages.models import CallForIdeas
from portal.search.models import SynonymGroup
from tests.e2e.conftest import OpenPage
from tests.factories import moderation, pages
from tests.factories.forms import idea_form, question, send, territory, theme

pytestmark = pytest.mark.django_db(transaction=True)

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 667}
# The frame around the main part is Wagtail's own, and so are the small links of its list of page types
# and the name of a side panel's button, which leaves out the number beside it.
AXE = """() => axe.run(
  {include: [["main"], ["[data-side-panel]"]], exclude: [[".nolink"], ["[data-side-panel-toggle]"]]},
  {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  },
)"""


@pytest.fixture
def call() -> CallForIdeas:
    """A call for ideas with a published idea that was answered, and a sheet that was typed in."""
    form = [
        *idea_form(),
        question("theme", "Thématique", id="theme", published=True),
        question("place", "Où ?", id="place", published=True),
    ]
    return pages.call_for_ideas(form=form, lead="[Deux phrases]")


def screens(call: CallForIdeas, user: object) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each screen."""
    idea = send(call, {"title": "Un banc", "idea": "Devant l’école."})
    publish(idea, by=None)
    yield "what became of it, to answer", idea.admin_url
    answered = send(call, {"title": "Une fontaine", "idea": "Sur la place."})
    publish(answered, by=None)
    answer(answered, by=None, state=FollowUp.DONE, text="Elle coule.")
    yield "what became of it, answered", answered.admin_url

    yield "checklist", reverse("wagtailadmin_pages:edit", args=[call.pk])
    yield "compositions", reverse("wagtailadmin_pages:add_subpage", args=[pages.site().pk])

    site = Site.objects.get(is_default_site=True)
    for app, model in (("portal", "siteidentity"), ("forms", "mapbackground")):
        yield model, reverse("wagtailsettings:edit", args=[app, model, site.pk])

    group = SynonymGroup.objects.create(terms="vélo, bicyclette")
    mobility, north = theme("Mobilités"), territory("Nord")
    for row in (group, mobility, north):
        kind = f"wagtailsnippets_{row._meta.app_label}_{row._meta.model_name}"
        yield f"{row._meta.model_name} list", reverse(f"{kind}:list")
        yield f"{row._meta.model_name} form", reverse(f"{kind}:edit", args=[row.pk])

    sheet = intake.submit(
        call,
        call.form,
        {"title": "Un arbre", "idea": "Devant la gare."},
        seed="sheet",
        language="fr",
        channel=Channel.PAPER,
        external_id="A-1",
    ).submission
    now = timezone.now()
    batch = PaperBatch.objects.create(agent=user, page_id=call.pk, started_at=now, last_at=now)
    entry = PaperEntry.objects.create(submission=sheet, batch=batch, typed_at=now)
    yield "paper", reverse("paper")
    yield "paper sheet", reverse("paper_type_in", args=[call.pk])
    yield "paper batch", reverse("paper_batch", args=[batch.pk])
    yield "paper correction", reverse("paper_correct", args=[entry.pk])
    yield "paper print", reverse("paper_print", args=[call.pk])
    typed = [
        TypedSheet.objects.create(
            page_id=call.pk,
            page_key=call.translation_key,
            version=FormVersion.freeze(call, call.form),
            reference="A-2",
            place=place,
            channel=Channel.PAPER,
            received_on=timezone.localdate(),
            sent={field_name("title"): [title], field_name("idea"): ["Devant l’école."]},
        )
        for place, title in enumerate(("Un banc", "Un bain"), 1)
    ]
    yield "paper comparison", reverse("paper_compare", args=[typed[0].pk])


def faults(page: Page, axe: str) -> Iterator[str]:
    """Yield what axe finds on a desk in the light and on a phone in the dark, and what does not fit there."""
    page.evaluate(axe)
    # Colours change at once, not in a transition that axe would see halfway.
    page.add_style_tag(content="*, *::before, *::after { transition: none !important }")
    for scheme, size in (("light", DESK), ("dark", PHONE)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for found in page.evaluate(AXE)["violations"]:
            for node in found["nodes"]:
                yield f"{scheme}: {found['id']}: {node['target']} {node['html'][:300]}"
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            yield f"{scheme}: wider than the screen"


def test_the_screens_of_the_admin_have_no_violation(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage, axe: str
) -> None:
    user = moderation.superuser()
    session = Client()
    session.force_login(user)
    page = open_page()
    cookie = session.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    found = []
    for name, path in screens(call, user):
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}{path}")
        page.wait_for_load_state()
        if name == "checklist":
            page.locator("[data-side-panel-toggle=checklist]").click()
            page.locator("[data-side-panel=checklist]").wait_for(state="visible")
        if name == "paper sheet":
            # With what is to be corrected.
            page.locator("main form [type=submit]").first.click()
            page.locator("[aria-invalid=true]").first.wait_for()
        found += [f"{name}: {each}" for each in faults(page, axe)]
    assert found == [], "\n".join(found)
