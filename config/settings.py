"""Every setting, read once. The environment is read here and nowhere else.

SAMRAD_MODE decides: `production` (the default), `demo` (make run) or `test` (pytest).
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import app_role, modes, service_urls, state

BASE_DIR = Path(__file__).resolve().parent.parent
env = os.environ.get

# --- Mode ---
MODE = env("SAMRAD_MODE") or "production"
if found := modes.problems(MODE, os.environ):
    raise ImproperlyConfigured(modes.refusal(found))
PRODUCTION, DEMO, TEST = (mode == MODE for mode in modes.MODES)
SAMRAD_MODE = MODE
DEBUG = DEMO and modes.is_on(env("DEBUG"))
running = state.read_runtime() if DEMO else {}

# --- Who we are ---
SECRET_KEY = env("SECRET_KEY") or running.get("secret_key") or "for-the-demo-and-tests-only-" + "x" * 40
ALLOWED_HOSTS = modes.hosts(env("ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1],testserver")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
home = f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else running.get("address") or "http://localhost:8000"
try:
    SITE_URL = service_urls.site(env("SITE_URL") or home)  # where links in mail lead
except ValueError as error:
    raise ImproperlyConfigured(f"SITE_URL: {error}") from error
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "ledger",
    "organisation",
    "cases",
    "directives",
    "workflows",
    "notifications",
    "desk",
    *(["demo"] if not PRODUCTION and (BASE_DIR / "demo" / "apps.py").exists() else []),
    "viewflow",
    "viewflow.workflow",
    "guardian",
    "axes",
    "django_htmx",
    "django_cotton",
    "lucide",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organisation.clock.DemoClockMiddleware",
    "config.language.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it turns a refused log-in into its answer
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # django-cotton puts its loader in front when it starts
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.context.navigation",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# --- Database: two log-ins, the owner migrates, everybody else may not touch events ---
APP_ROLE = app_role.APP_ROLE
AS_OWNER = modes.is_on(env("SAMRAD_AS_OWNER"))  # set by manage.py for the commands that change tables
NOWHERE = f"postgresql://{APP_ROLE}@/samrad?host={state.socket_dir(state.state_dir() / 'run')}"
DATABASE_URL = env("DATABASE_URL") or running.get("database_url") or NOWHERE
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL") or running.get("database_owner_url") or DATABASE_URL
if PRODUCTION:
    APP_ROLE = service_urls.user_of(DATABASE_URL)

try:
    if AS_OWNER or TEST:
        DATABASES = {"default": service_urls.database(DATABASE_OWNER_URL, timeouts="-c lock_timeout=10s")}
    else:
        DATABASES = {"default": service_urls.database(DATABASE_URL, pool=int(env("SAMRAD_DB_POOL") or 0))}
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL or DATABASE_OWNER_URL: {error}") from error

# --- People ---
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # counts failed log-ins; lets nobody in
    "django.contrib.auth.backends.ModelBackend",
]
AXES_ENABLED = not TEST  # the test client logs in without a request; tests/organisation switch it on
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "errors/too_many.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
ANONYMOUS_USER_NAME = None  # guardian: no anonymous row
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend is left out: only cases.access reads grants
LOGIN_URL = "/logga-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
DEMO_LOGINS = DEMO
DEMO_LOGIN_LIST = "demo.logins.demo_logins"  # shown on the log-in page of the demo
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# --- Language and time ---
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- Files ---
STATE_DIR = state.production_dir() if PRODUCTION else state.state_dir()
DOCUMENT_STORE = Path(env("DOCUMENT_STORE") or STATE_DIR / "documents")  # named by SHA-256, never web-served
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT") or STATE_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "config.static_files.AppFilesFinder",
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG or TEST  # each test client would read every file before its first page
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "config.style_bundle.BundledStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a decision of two hundred points, with what each of them does

# --- Safety in the browser ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    # Subdomains and preloading concern the whole domain: its owner decides, in the proxy.
    SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]

# --- Messages out ---
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL") or "Samråd <samrad@localhost>"
if PRODUCTION:
    try:
        globals().update(service_urls.email(env("EMAIL_URL", "")))
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL: {error}") from error
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = STATE_DIR / "mail"

# --- Jobs: Celery is the doorbell, the tables are the truth (see config/celery.py) ---
CELERY_BROKER_URL = "memory://" if TEST else env("BROKER_URL") or running.get("broker_url") or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}  # the sweep finds what is lost
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE

OUTBOX_DOORBELL = "notifications.tasks.sweep_outbox"
EVENT_EFFECTS = "config.effects.EFFECTS"

# --- Log ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL") or "INFO"},
}
