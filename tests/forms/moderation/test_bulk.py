"""One decision for many: chosen rows, or exactly the filtered set."""

import datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from forms.enums import State
from forms.models import BulkJob, BulkProblem, Decision, ModerationRight, Submission
from forms.moderation import bulk
from forms.moderation.services import publish, refuse
from pages.models import CallForIdeas
from portal.work.registry import jobs
from tests.factories import pages
from tests.factories.moderation import moderator as make_moderator
from tests.factories.moderation import superuser
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import bulk_url, idea, url

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(Submission.objects.values_list("title", "state"))


def do_queued_tasks() -> None:
    """Do what waits for the task process (which would close the connection of this test)."""
    for queued in DBTaskResult.objects.ready():
        arguments = queued.args_kwargs
        import_string(queued.task_path).func(*arguments["args"], **arguments["kwargs"])


def confirm(client: Client, action: str, query: str, **data: Any) -> Any:
    """Open the confirmation, then send it as a browser would."""
    page = soup(client.get(bulk_url(action) + query))
    form = page.select_one("form[method=POST], form[method=post]")
    values: dict[str, Any] = {}
    for field in form.select("input[name]"):
        values.setdefault(field["name"], []).append(field["value"])
    return client.post(form["action"], {**values, **data})


def test_the_queue_offers_what_the_chosen_state_allows(desk: Client, call: CallForIdeas) -> None:
    idea(call)
    page = soup(desk.get(url("list")))
    offered = [button["formaction"] for button in page.select(".desk-bar button")]
    assert offered == [bulk_url(action) for action in ("publish", "refuse", "spam", "merge")]
    assert "delete" not in str(page.select(".desk-bar"))


def test_chosen_rows_are_confirmed_then_decided(desk: Client, call: CallForIdeas) -> None:
    one, two = idea(call, "Un"), idea(call, "Deux")
    idea(call, "Trois")
    query = f"?id={one.pk}&id={two.pk}&next={url('list')}"
    page = desk.get(bulk_url("publish") + query)
    assert "Publish: 2 contributions" in text_of(page)
    assert not Decision.objects.exists()
    response = confirm(desk, "publish", query)
    assert response.url == url("list")
    assert "Publish: 2 of 2." in text_of(desk.get(response.url))
    assert states() == {"Un": "published", "Deux": "published", "Trois": "pending"}


def test_choosing_nothing_leads_back_with_a_word(desk: Client, call: CallForIdeas) -> None:
    response = desk.get(bulk_url("publish"), {"next": url("list")}, follow=True)
    assert "Choose at least one contribution." in text_of(response)


def test_numbers_that_are_none_are_refused(desk: Client, call: CallForIdeas) -> None:
    for value in ("x", "-1", "1e3", "9" * 30):
        assert desk.get(bulk_url("publish"), {"id": value}).status_code == 400


def test_all_is_exactly_the_filtered_set_as_it_was_confirmed(desk: Client, call: CallForIdeas) -> None:
    idea(call, "Papier 1", channel="paper")
    idea(call, "Papier 2", channel="paper")
    idea(call, "Web")
    page = desk.get(bulk_url("publish"), {"id": "all", "channel": "paper"})
    assert "Publish: 2 contributions" in text_of(page)
    data = {"up_to": page.context["up_to"], "total": page.context["total"]}
    idea(call, "Arrivée entre-temps", channel="paper")
    desk.post(bulk_url("publish") + "?id=all&channel=paper", data)
    assert states() == {
        "Papier 1": "published",
        "Papier 2": "published",
        "Web": "pending",
        "Arrivée entre-temps": "pending",
    }


def test_a_set_that_has_grown_is_confirmed_anew(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    old, _new = idea(call, "Ancienne"), idea(call, "Nouvelle")
    refuse(old, by=moderator, reason="other")
    page = desk.get(bulk_url("publish"), {"id": "all"})
    from forms.moderation.services import restore

    restore(old, by=moderator)
    data = {"up_to": page.context["up_to"], "total": page.context["total"]}
    response = desk.post(bulk_url("publish") + "?id=all", data)
    assert response.status_code == 409
    assert "has changed" in text_of(response)
    assert response.context["total"] == 2
    assert set(states().values()) == {"pending"}


def test_an_unknown_filter_value_decides_nothing(desk: Client, call: CallForIdeas) -> None:
    idea(call)
    for query in ("?id=all&state=gone", "?id=all&channel=pigeon"):
        assert desk.get(bulk_url("publish") + query).status_code == 400
        data = {"up_to": 10**9, "total": 10**6}
        assert desk.post(bulk_url("publish") + query, data).status_code == 400
    assert set(states().values()) == {"pending"}


def test_a_refusal_of_many_needs_a_reason(desk: Client, call: CallForIdeas) -> None:
    one = idea(call)
    response = confirm(desk, "refuse", f"?id={one.pk}", message="Merci quand même.")
    assert response.status_code == 422
    assert "Choose a reason" in text_of(response)
    assert "Merci quand même." in text_of(response)
    response = confirm(desk, "refuse", f"?id={one.pk}", reason="off_topic", message="Merci quand même.")
    assert response.status_code == 303
    decision = Decision.objects.get()
    assert (decision.reason, decision.message.text) == ("off_topic", "Merci quand même.")


def test_each_item_that_cannot_be_done_has_its_line(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    ready, published = idea(call, "Prête"), idea(call, "Déjà publiée")
    publish(published, by=moderator)
    query = f"?id={ready.pk}&id={published.pk}"
    assert "1 of them is in a state that does not allow it" in text_of(desk.get(bulk_url("publish") + query))
    response = confirm(desk, "publish", query)
    job = BulkJob.objects.get()
    assert response.url == url("job", job.pk)
    report = text_of(desk.get(response.url))
    assert "1 of 2 decided." in report
    assert "Déjà publiée – The contribution is already “Published”." in report
    assert states() == {"Prête": "published", "Déjà publiée": "published"}


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    other = make_moderator(call, username="solene")
    shown = idea(call, "Contestée")
    publish(shown, by=moderator)
    page = desk.get(bulk_url("hide"), {"id": shown.pk})
    seen = page.context["seen"]
    # Hidden, then restored: it is published again, but no longer what the moderator saw.
    from forms.moderation.services import hide, restore

    hide(shown, by=other, reason="other")
    restore(shown, by=other)
    data = {"up_to": shown.pk, "total": 1, "seen": seen, "reason": "off_topic"}
    response = desk.post(f"{bulk_url('hide')}?id={shown.pk}", data)
    assert "solene decided in the meantime" in text_of(desk.get(response.url))
    assert states() == {"Contestée": "published"}


def test_restoring_many_takes_each_to_the_state_before(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    refused, hidden = idea(call, "Refusée"), idea(call, "Masquée")
    refuse(refused, by=moderator, reason="other")
    publish(hidden, by=moderator)
    from forms.moderation.services import hide

    hide(hidden, by=moderator, reason="other")
    confirm(desk, "restore", f"?id={refused.pk}&id={hidden.pk}")
    assert states() == {"Refusée": "pending", "Masquée": "published"}


def test_a_large_set_goes_to_the_worker_and_can_be_followed(
    desk: Client, call: CallForIdeas, settings: Any
) -> None:
    settings.BULK_INLINE_LIMIT = 2
    for number in range(4):
        idea(call, f"Idée {number}")
    response = confirm(desk, "publish", "?id=all")
    job = BulkJob.objects.get()
    assert response.url == url("job", job.pk)
    report = desk.get(response.url)
    assert "Under way. 0 of 4 decided." in text_of(report)
    assert soup(report).select_one("progress")["max"] == "4"
    assert "is under way for 4 contributions" in text_of(desk.get(url("list")))
    assert set(states().values()) == {"pending"}
    do_queued_tasks()
    report = desk.get(response.url)
    assert "Finished. 4 of 4 decided." in text_of(report)
    assert soup(report).select_one("[data-job]") is None
    assert set(states().values()) == {"published"}


def many(call: CallForIdeas, user: Any, number: int = 6, **values: Any) -> BulkJob:
    """A job that nobody has begun, on so many ideas."""
    rows = [idea(call, f"Idée {n}") for n in range(number)]
    values.setdefault("filters", {"state": "pending"})
    return BulkJob.objects.create(by=user, action="publish", up_to=rows[-1].pk, total=number, **values)


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_nothing(
    call: CallForIdeas, moderator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = many(call, moderator)
    decide, calls = bulk.act, []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 4:
            raise SystemExit
        return decide(*args, **kwargs)

    monkeypatch.setattr(bulk, "act", killed)
    with pytest.raises(SystemExit):
        bulk.run(job.pk)
    job.refresh_from_db()
    assert (job.done, job.finished_at) == (3, None)
    monkeypatch.undo()
    BulkJob.objects.update(touched_at=timezone.now() - datetime.timedelta(minutes=5))
    assert bulk.resume_stalled() == 1
    do_queued_tasks()
    job.refresh_from_db()
    assert job.done == 6
    assert job.finished_at is not None
    assert Decision.objects.count() == 6
    assert not BulkProblem.objects.exists()


def test_a_job_that_moves_is_not_taken_for_stalled(call: CallForIdeas, moderator: Any) -> None:
    many(call, moderator, 1)
    assert bulk.resume_stalled() == 0
    assert "resume bulk decisions" in {job.name for job in jobs()}


def test_running_a_finished_job_again_does_nothing(call: CallForIdeas, moderator: Any) -> None:
    job = many(call, moderator, 2)
    bulk.run(job.pk)
    Submission.objects.update(state=State.PENDING)
    bulk.run(job.pk)
    assert Decision.objects.count() == 2


def test_a_moderator_who_lost_the_section_decides_on_nothing_more(call: CallForIdeas, moderator: Any) -> None:
    job = many(call, moderator, 2, items=None)
    named = BulkJob.objects.create(
        by=moderator,
        action="publish",
        items=list(map(list, Submission.objects.order_by("pk").values_list("pk", "revision"))),
        up_to=job.up_to,
        total=2,
    )
    ModerationRight.objects.all().delete()
    for each in (job, named):
        bulk.run(each.pk)
        each.refresh_from_db()
        assert (each.done, each.finished_at is not None) == (0, True)
    assert named.problems.count() == 2
    assert set(states().values()) == {"pending"}


def test_the_report_says_what_left_the_set_meanwhile(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    job = many(call, moderator, 3)
    refuse(Submission.objects.first(), by=superuser(), reason="other")
    bulk.run(job.pk)
    report = text_of(desk.get(url("job", job.pk)))
    assert "2 of 3 decided." in report
    assert "1 was decided on by somebody else meanwhile" in report


def test_lines_are_written_in_the_moderator_s_language(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    ready = idea(call)
    publish(ready, by=moderator)
    confirm(desk, "publish", f"?id={ready.pk}")
    assert BulkProblem.objects.get().text == "The contribution is already “Published”."


def test_the_limit_of_what_is_done_at_once_is_a_setting() -> None:
    assert django_settings.BULK_INLINE_LIMIT == 100


def test_other_pages_keep_their_own_answers(desk: Client, call: CallForIdeas) -> None:
    idea(pages.call_for_ideas("Autre"), "Ailleurs")
    idea(call, "Ici")
    confirm(desk, "publish", "?id=all&state=all")
    assert states() == {"Ailleurs": "pending", "Ici": "published"}
