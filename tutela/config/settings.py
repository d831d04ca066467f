"""How Tutela is set up. What differs between machines comes from the environment or `.local`."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tutela.config.databases import databases
from tutela.config.places import PROJECT, instruments_folder, secrets_folder
from tutela.config.secrets import master_keys, signing_key
from tutela.web.headers import dress_static

SECRET_KEY = signing_key()
# They wrap the children's own keys. Asked anew each time: a new one may come while we serve, and
# there is none until an installation is prepared.
TUTELA_MASTER_KEYS = master_keys

TUTELA_INSTRUMENTS = instruments_folder()

DEBUG = os.environ.get("TUTELA_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TUTELA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

# From the ground up; a room may only know what stands above it in this list.
ROOMS = [
    "tutela.people",
    "tutela.keyring",
    "tutela.chronology",
    "tutela.access",
    "tutela.doors",
    "tutela.duties",
    "tutela.identity",
    "tutela.notices",
    "tutela.identification",
    "tutela.participation",
    "tutela.connections",
    "tutela.protection.age",
    "tutela.protection.safeguarding",
    "tutela.protection.education",
    "tutela.protection.health",
    "tutela.protection.representation",
    "tutela.protection.guardian",
    "tutela.protection.placement",
    "tutela.protection.missing",
    "tutela.protection.transfer",
    "tutela.status.immigration",
    "tutela.status.justice",
    "tutela.futures.best_interests",
    "tutela.futures.solution",
    "tutela.futures.transition",
    "tutela.files",
    "tutela.sharing",
    "tutela.statistics",
    "tutela.outcomes",
    "tutela.teamwork",
    "tutela.practice",
    "tutela.policy",
    "tutela.restrictions",
    "tutela.emergency",
    "tutela.watch",
    "tutela.voice",
    "tutela.retention",
    "tutela.witnesses",
    "tutela.prevalence",
    "tutela.web",
    "tutela.signin",
    "tutela.entrance",
    "tutela.demo",
    "tutela.config",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    *ROOMS,
    # After the rooms: our own templates of its pages are found first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tutela.web.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tutela.signin.lasting.LastingMiddleware",
    # Default deny: a page that doesn't say otherwise asks for a sign-in.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tutela.signin.demand.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tutela.web.doorway.DoorwayMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tutela.config.urls"
WSGI_APPLICATION = "tutela.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tutela.web.context.kit",
            ],
        },
    },
]

DATABASES = databases()
# Every page is one transaction: what is shown and the audit of showing it stand or fall together.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
AUTH_USER_MODEL = "people.Practitioner"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name", "job_title")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tutela.signin.passwords.HardToGuess"},
]

LANGUAGE_CODE = "en-gb"
# Welsh (tutela/web/locale/cy) is offered here once it is translated: half a language helps nobody,
# and a page that says it is Welsh must be.
LANGUAGES = [("en-gb", _("English"))]
# One catalogue of all rooms.
LOCALE_PATHS = [PROJECT / "tutela/web/locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# The files are found where they lie, so that a new clone needs no collecting before its first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ADD_HEADERS_FUNCTION = dress_static

# Only what we serve ourselves, nothing inline, no frames, nothing sent elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # No script may turn text into HTML or code, and no policy that would let it can be made.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# No file that somebody sends ever lies on a disk under a name.
FILE_UPLOAD_HANDLERS = ["tutela.files.receiving.NamelessHandler"]
# A child's address must not travel to another site in a link. ("no-referrer" would also hide the
# origin of our own forms: a browser then says "null", and Django refuses them.)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Behind TLS (anything but this machine alone) cookies never travel in clear.
BEHIND_TLS = os.environ.get("TUTELA_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
# A browser takes a cookie of such a name over TLS only, from this very host, for all of it.
SESSION_COOKIE_NAME = "__Host-tutela" if BEHIND_TLS else "tutela"
CSRF_COOKIE_NAME = "__Host-tutela-form" if BEHIND_TLS else "tutela-form"
# Only the hash of a session's key is kept, and what it holds is sealed.
SESSION_ENGINE = "tutela.signin.sessions"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS

# Releases of statistics are signed with this key, made when the first one is published.
RELEASE_KEY_FILE = secrets_folder() / "release-key"

# For how many years from birth the record of a child is kept who was never looked after. We know
# of no law; without an answer, as long as if they had been.
TUTELA_YEARS_NEVER_LOOKED_AFTER = (
    int(os.environ["TUTELA_YEARS_NEVER_LOOKED_AFTER"])
    if "TUTELA_YEARS_NEVER_LOOKED_AFTER" in os.environ
    else None
)

# From how many a day on something is a signal: a table like tutela/watch/data/thresholds.csv.
TUTELA_WATCH_THRESHOLDS = Path(
    os.environ.get("TUTELA_WATCH_THRESHOLDS", PROJECT / "tutela/watch/data/thresholds.csv")
)

# Mail says only that there is something to read. Without a server nothing is mailed.
EMAIL_HOST = os.environ.get("TUTELA_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("TUTELA_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("TUTELA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TUTELA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TUTELA_MAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = os.environ.get("TUTELA_MAIL_FROM", "tutela@localhost")

LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "tutela.entrance.views.form_expired"
# Where a young person's quick way out leads: a page that anybody might have open.
TUTELA_NEUTRAL_PAGE = os.environ.get("TUTELA_NEUTRAL_PAGE", "https://www.bbc.co.uk/weather")
# Thirty idle minutes; `tutela.signin.lasting` renews it in use and ends it after twelve hours.
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# A demonstration says so on every page and asks its made-up practitioners for no second factor.
DEMONSTRATION = os.environ.get("TUTELA_DEMONSTRATION") == "1"

AUTHENTICATION_BACKENDS = [
    "tutela.signin.backend.PasswordBackend",
    # Six made-up people, where the database says that all in it is made up.
    "tutela.demo.signin.DemonstrationBackend",
]
ACCOUNT_ADAPTER = "tutela.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Guesses are counted by `tutela.signin.tries`; this only keeps one machine from flooding us.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "passkey": "120/m/ip",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "tutela.signin.forms.SignIn",
    "change_password": "tutela.signin.forms.NewPassword",
}
# Wrong tries within fifteen minutes from one network. A large office stands behind one address.
TUTELA_TRIES_PER_NETWORK = int(os.environ.get("TUTELA_TRIES_PER_NETWORK", "20"))
# How many proxies stand before us: the network of a request is what the first of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TUTELA_PROXIES", "1" if BEHIND_TLS else "0"))
MFA_ADAPTER = "tutela.signin.secrets.SealingAdapter"
MFA_FORMS = {
    "authenticate": "tutela.signin.forms.Code",
    "authenticate_webauthn": "tutela.signin.forms.PasskeyAfterPassword",
}
# Recovery codes are our own: allauth keeps them so that they can be read again.
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey always asks who its owner is: a found or stolen one opens nothing.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Tutela"

# Shared by all processes. What is thrown away when it is full could be a count of tries, so it is
# never full: the default is 300.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_counted",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Standard error only, and nothing about a child in it: rooms log what failed, never with whom.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "tutela.config.lines.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A page that is not there is no fault, and its address may be that of a child.
    "loggers": {"django.request": {"level": "ERROR"}},
}
