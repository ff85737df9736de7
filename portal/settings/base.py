"""Settings that every environment shares; what differs by machine comes from the environment."""

import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("PARVIS_VAR", BASE_DIR / "var"))


def env_list(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of an environment variable, without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


INSTALLED_APPS = [
    "portal",
    "forms",
    "pages",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_tasks",
    "django_tasks_db",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.PageCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.PublicContentSecurityPolicyMiddleware",
    "portal.middleware.PublicCacheMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.routes.ShortWayMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
# Our overrides of Wagtail's and crispy's templates live in templates/, which DIRS puts first.

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'parvis.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers wait for one another instead of failing, and a transaction takes its lock at once.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Languages: French first, English second, more by PARVIS_LANGUAGES (codes known to Django).
LANGUAGE_NAMES = {
    "fr": "Français",
    "en": "English",
    "br": "Brezhoneg",
    "de": "Deutsch",
    "es": "Español",
    "it": "Italiano",
    "pt": "Português",
}
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    (code, LANGUAGE_NAMES.get(code, code)) for code in env_list("PARVIS_LANGUAGES", "fr,en")
]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/Paris")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT", VAR_DIR / "static")
# Each package's folder by name: never the whole of node_modules, which would publish all of it.
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", BASE_DIR / "node_modules" / "bootstrap" / "dist" / "css"),
    ("leaflet", BASE_DIR / "node_modules" / "leaflet" / "dist"),
    ("fonts", BASE_DIR / "node_modules" / "@fontsource-variable" / "figtree" / "files"),
]
# The communes of France and their postcodes (forms.communes), read by the portal and never published.
COMMUNES_FILE = BASE_DIR / "node_modules" / "@etalab" / "decoupage-administratif" / "data" / "communes.json"
# A server loads every style sheet as one file (portal.stylesheets).
BUNDLE_STYLES = False
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Whether what surrounds every page is kept for a few seconds (portal.remembered).
REMEMBERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Background work: in the request on the embedded default, in the worker on PostgreSQL.
EMBEDDED = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if EMBEDDED
            else "django_tasks_db.DatabaseBackend"
        )
    }
}

# Search. Wagtail's own page index stays in the database (see docs/decisions); the public and the
# moderators' indices are in Elasticsearch when an address is given.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
SEARCH_INDEX_PREFIX = os.environ.get("SEARCH_INDEX_PREFIX", "parvis")

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

WAGTAIL_SITE_NAME = "Parvis"
WAGTAIL_I18N_ENABLED = True
# A new translation begins as a draft: no page goes public in the words of another language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = os.environ.get("PARVIS_BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "portal/password_required.html"  # noqa: S105
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_WORKFLOW_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True

# A public form with long texts stays far below these; what is over is a clear error, not a crash.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "participation@localhost")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 10

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Wagtail's editor shows previews in a frame of the same site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# What residents send (forms/intake): secrets, robots, limits.
# Receipts are kept as a digest keyed by this secret; changing it makes every code unknown.
RECEIPT_KEY = os.environ.get("RECEIPT_KEY", "")
MINIMUM_FILL_SECONDS = 3
# Answers taken from one address in a window of so many seconds. Many residents share one: a mobile
# network, a school, a public meeting.
SUBMISSION_RATE = (int(os.environ.get("SUBMISSIONS_IN_TEN_MINUTES", "60")), 600)
# Forms with files from one address, sent or refused: their files are held for a day.
FILES_RATE = (30, 600)
# Codes tried from one address: a code has 128 bits, this only spares the server.
FOLLOW_RATE = (30, 600)
# Invitation codes that did not fit, and links to a form asked for by mail, from one address.
CODE_RATE = (30, 600)
LINK_RATE = (20, 600)
# Reports of published contributions taken from one address.
REPORT_RATE = (10, 600)
# Addresses of the reverse proxies whose X-Forwarded-For is believed ("unix" for one that speaks
# through a socket file), and of agents' networks, which no limit stops (many residents answer at
# one desk); addresses or networks.
TRUSTED_PROXIES = env_list("TRUSTED_PROXIES")
RATE_EXEMPT_NETWORKS = env_list("RATE_EXEMPT_NETWORKS")

# Answers of a form of several pages that somebody saved to go on later are erased so many days after
# the last change (forms/flow).
DRAFT_DAYS = int(os.environ.get("DRAFT_DAYS", "30"))

# How many items a bulk decision takes in the request; more go to the worker with progress.
BULK_INLINE_LIMIT = 100

# Files of what was received (forms/exports). Up to so many rows are sent at once; a longer file is made
# by the worker, lies in a folder that no web server shows, and is deleted after so many hours.
EXPORT_INLINE_LIMIT = 20_000
EXPORT_HOURS = int(os.environ.get("EXPORT_HOURS", "24"))
EXPORT_ROOT = VAR_DIR / "exports"
# Files that residents send (forms/files): a folder that no web server shows; what one form may weigh, in
# megabytes, and what all forms that were not sent yet may hold together. The antivirus is ClamAV's daemon
# at a socket: /run/clamav/clamd.ctl or tcp://host:3310. Without one, files are not checked for viruses.
ATTACHMENT_ROOT = os.environ.get("ATTACHMENT_ROOT", VAR_DIR / "attachments")
UPLOAD_BODY_MB = int(os.environ.get("UPLOAD_BODY_MB", "50"))
HELD_FILES_MB = int(os.environ.get("HELD_FILES_MB", "4096"))
CLAMD_SOCKET = os.environ.get("CLAMD_SOCKET", "")
# For so many days what was masked can still be read by those who have the right to: an author may object
# for six months (Regulation (EU) 2022/2065, article 20).
ORIGINAL_TEXT_DAYS = int(os.environ.get("ORIGINAL_TEXT_DAYS", "200"))
# For so long a moderator may take a decision back; its author is told afterwards.
UNDO_SECONDS = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "portal.logs.RequestIdFilter"},
        "redact": {"()": "portal.logs.RedactFilter"},
    },
    "formatters": {"json": {"()": "portal.logs.JsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id", "redact"],
            "formatter": "json",
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "elastic_transport": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}

# Nothing on a public page comes from elsewhere. Bootstrap's own icons are data: images.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        # Wagtail's preview panel shows our pages in a frame of the same site.
        "frame-ancestors": ["'self'"],
    }
}
