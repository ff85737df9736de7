"""How a browser is let see one submission: by a link from a mail, then by a short-lived cookie.

The cookie is signed, holds the submission's number alone and lasts half an hour. It is apart from
the session, so that a moderator who follows a link stays signed in, and no table holds who follows
what.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse

from forms.models import Submission

COOKIE = "followed"
SECONDS = 30 * 60
COOKIE_SALT = "forms.follow.cookie"
LINK_SALT = "forms.follow.link"
LINK_SECONDS = 180 * 24 * 3600
# A long text takes longer to write than the cookie lasts: the form in which it is written says whose
# it is for a day.
FORM_FIELD = "followed"
FORM_SALT = "forms.follow.form"
FORM_SECONDS = 24 * 3600


def link_token(submission_id: int) -> str:
    """Return the token of a link sent by mail; it says nothing of the code."""
    return signing.dumps(submission_id, salt=LINK_SALT)


def submission_of_link(token: str) -> int | None:
    """Return the submission that a link's token stands for, None if it is no token or too old."""
    try:
        return int(signing.loads(token, salt=LINK_SALT, max_age=LINK_SECONDS))
    except signing.BadSignature:
        return None


def begin(request: HttpRequest, response: HttpResponse, submission_id: int) -> None:
    """Let the browser that gets this response follow one submission for half an hour."""
    response.set_cookie(
        COOKIE,
        signing.dumps(submission_id, salt=COOKIE_SALT),
        max_age=SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def end(response: HttpResponse) -> None:
    """Have the browser forget the submission (a shared computer, a desk)."""
    response.delete_cookie(COOKIE, samesite="Lax")


def followed(request: HttpRequest) -> Submission | None:
    """Return the submission that this browser follows, while its time lasts."""
    try:
        pk = int(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE_SALT, max_age=SECONDS))
    except signing.BadSignature:
        return None
    return _submission(pk)


def form_token(submission_id: int) -> str:
    """Return what a form of the follow-up carries, so that nothing typed in it is lost."""
    return signing.dumps(submission_id, salt=FORM_SALT)


def followed_in_form(request: HttpRequest) -> Submission | None:
    """Return the submission whose form was sent, even if the follow-up has closed by itself since."""
    try:
        token = request.POST.get(FORM_FIELD, "")
        return _submission(int(signing.loads(token, salt=FORM_SALT, max_age=FORM_SECONDS)))
    except signing.BadSignature:
        return followed(request)


def _submission(pk: int) -> Submission | None:
    return Submission.objects.select_related("version", "page").filter(pk=pk).first()
