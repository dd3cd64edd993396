"""The one table of recurring jobs names tasks that exist."""

import pytest

from config.celery import RECURRING_JOBS, app


@pytest.mark.parametrize("name", RECURRING_JOBS)
def test_each_recurring_job_is_a_task_the_worker_knows(name):
    app.loader.import_default_modules()
    assert RECURRING_JOBS[name]["task"] in app.tasks
