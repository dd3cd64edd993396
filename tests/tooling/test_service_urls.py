"""Service URLs become Django's dictionaries."""

import pytest

from config import service_urls


def test_a_database_url_becomes_a_database_entry():
    assert service_urls.database(
        "postgresql://anna:p%40ss@db.example:5433/samrad?sslmode=require", pool=5
    ) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "samrad",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "sslmode": "require",
            "options": f"-c lock_timeout=10s -c statement_timeout=60s {service_urls.PLANNING}",
            "pool": {"min_size": 1, "max_size": 5, "timeout": 10},
        },
    }


def test_a_socket_folder_is_the_host():
    entry = service_urls.database("postgresql://samrad_app@/samrad?host=/run/samrad")
    assert (entry["HOST"], entry["PORT"], entry["USER"]) == ("/run/samrad", "", "samrad_app")
    assert "pool" not in entry["OPTIONS"]


@pytest.mark.parametrize("url", ["", "sqlite:///x", "mysql://db/x"])
def test_another_database_is_refused(url):
    with pytest.raises(ValueError, match="expected postgresql://"):
        service_urls.database(url)


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail", 25, False, False),
        ("smtp://mail:587?tls=1", 587, False, True),
        ("smtps://mail", 465, True, False),
    ],
)
def test_an_email_url_says_how_to_encrypt(url, port, ssl, tls):
    found = service_urls.email(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_another_mail_transport_is_refused():
    with pytest.raises(ValueError, match="expected smtp://"):
        service_urls.email("console://")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://samrad.example/", "https://samrad.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://.samrad.example", "https://samrad.example"),
    ],
)
def test_links_in_mail_begin_with_the_site(url, site):
    assert service_urls.site(url) == site


@pytest.mark.parametrize("url", ["samrad.example", "ftp://samrad.example", "https://"])
def test_a_site_that_is_no_web_address_is_refused(url):
    with pytest.raises(ValueError, match="https://name"):
        service_urls.site(url)
