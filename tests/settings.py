"""The product's settings in test mode, however pytest or mypy was started."""

import os

os.environ["SAMRAD_MODE"] = "test"

from config.settings import *  # noqa: F403
