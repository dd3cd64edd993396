"""Where mails about meetings lead: the paths written by hand are those of the pages."""

import pytest
from django.urls import resolve

from notifications.urls_in_mail import PATHS

PUBLIC_ID = "a" * 26
# a task has a number of its own, and a list is the page of nothing in particular
OTHERWISE = {"open_matter": "7", "open_matters": "", "substitutions": ""}


@pytest.mark.parametrize("name", PATHS)
def test_a_path_in_mail_is_the_page_of_its_name(name):
    path, _question, _query = (PATHS[name] % OTHERWISE.get(name, PUBLIC_ID)).partition("?")
    assert resolve(path).view_name == name
