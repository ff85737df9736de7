"""All the pages of the demo, each after the one above it."""

from types import ModuleType

from wagtail.models import Page

from forms.fields import FormStreamBlock
from pages.demo.blocks import complete
from pages.demo.content import about, home, ideas, legal, library, news, others, pact, station, trails, travel
from pages.demo.made import Made, Plan, Raw, day
from pages.models import CallForIdeas, Consultation, Questionnaire, Results


def _form(module: ModuleType, model: type[Page], parent: str) -> Plan:
    """Return a page with a form as its module describes it."""

    def values(made: Made) -> Raw:
        return {
            "form": complete(FormStreamBlock(), module.FORM),
            "opens_at": day(module.OPENS, hour=9),
            "closes_at": day(module.CLOSES, hour=18),
        }

    return Plan(module.KEY, model, parent, module.ENGLISH, module.FIELDS, module.body, values)


PLANS = [
    home.PLAN,
    others.INDEX,
    pact.PLAN,
    # In the order in which residents meet them.
    _form(ideas, CallForIdeas, pact.KEY),
    _form(station, Consultation, pact.KEY),
    _form(travel, Questionnaire, pact.KEY),
    *pact.EVENTS,
    *others.PLANS,
    _form(trails, Consultation, others.TRAILS.key),
    _form(library, Questionnaire, others.LIBRARIES.key),
    Plan(
        library.RESULTS_KEY,
        Results,
        library.KEY,
        library.ENGLISH,
        library.RESULTS_FIELDS,
        library.results_body,
    ),
    news.INDEX,
    *news.NEWS,
    *about.PLANS,
    *legal.PLANS,
]
