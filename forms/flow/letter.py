"""The message that holds the code of a draft."""

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from forms.flow.codes import code_of
from forms.letters import compose, identity_of, site_of
from forms.models import Contributor, Draft


def letter_of_draft(
    draft: Draft, contributor: Contributor, connection: BaseEmailBackend | None
) -> mail.EmailMessage:
    """Return the message; the code is made anew, and there is nothing in it that a resident typed."""
    known = dict(settings.LANGUAGES)
    language = contributor.language
    with translation.override(language if language in known else settings.LANGUAGE_CODE):
        identity = identity_of(site_of(draft.page))
        context = {
            "page": draft.page,
            "page_url": draft.page.full_url,
            "code": code_of(draft.pk),
            "expires_at": draft.expires_at,
            "name": identity.texts.name,
        }
        return compose(
            to=contributor.email,
            subject=_("Your answers are kept: the code to go on"),
            body=render_to_string("forms/mail/draft.txt", context),
            identity=identity,
            connection=connection,
        )
