"""Where the web server listens."""

from collections.abc import Mapping
from dataclasses import dataclass


class BadAddress(ValueError):
    """The port or host cannot be understood; the message says why."""


@dataclass(frozen=True)
class Address:
    """A host and a port."""

    host: str
    port: int

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Address":
        """HOST (this machine only) and PORT (8000)."""
        port = env.get("PORT") or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise BadAddress(f"PORT is {port!r}; it must be a number from 1 to 65535.")
        return cls(env.get("HOST") or "127.0.0.1", int(port))

    @property
    def bind(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        shown = "localhost" if self.host in {"127.0.0.1", "0.0.0.0"} else self.host  # noqa: S104
        return f"http://{shown}:{self.port}/"
