"""`make run` and `make serve`: one foreground program that starts everything and stops everything.

python -m config.supervisor run     the demo, with the services it brings along
python -m config.supervisor serve   production, against services of its own
python -m config.supervisor reset   stops the demo and forgets its data
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from config import demo_services, modes, programs, progress, state, watch
from config.address import Address, BadAddress
from config.children import Child, stop_all
from config.postgres_home import ServiceFailed, make_home


def main(argv: list[str]) -> int:
    """0 after a clean stop, 1 when something failed, 2 when it should not have been started."""
    commands: dict[str, Callable[[], None]] = {"run": run, "serve": serve, "reset": demo_services.reset}
    command = argv[1] if len(argv) > 1 else "run"
    for sig in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sig, _interrupt)
    os.umask(0o077)  # data, logs and sockets are ours alone
    try:
        commands[command]()
    except KeyboardInterrupt:
        return 0
    except (watch.Refused, BadAddress) as error:
        progress.complain(str(error))
        return 2
    except ServiceFailed as error:
        progress.complain(str(error))
        return 1
    return 0


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run() -> None:
    """The demo: services, tables, the demo world the first time, then web, worker and beat."""
    address = Address.from_environment(os.environ)
    home = state.state_dir()
    make_home(home)
    with watch.only_one(home, address.url):
        watch.refuse_taken_port(address)
        services = demo_services.Services(home)
        try:
            children = services.start()
            env = services.environment()
            state.write_runtime({**services.facts(), "address": address.url})
            prepare(env, demo=True)
            attend(programs.product(address, home, env), address, children)
        finally:
            state.forget_runtime()
            services.stop()


def serve() -> None:
    """Production: refuses what is unsafe, migrates as the owner, loads nothing."""
    if found := modes.problems("production", os.environ):
        raise watch.Refused(modes.refusal(found))
    address = Address.from_environment(os.environ)
    home = state.production_dir()
    make_home(home)
    with watch.only_one(home, address.url):
        watch.refuse_taken_port(address)
        env = {**os.environ, "SAMRAD_MODE": "production"}
        prepare(env, demo=False)
        attend(programs.product(address, home, env), address)


def prepare(env: dict[str, str], *, demo: bool) -> None:
    """Tables as the code wants them; the demo world when nobody lives there yet, else the static files."""
    with progress.step("Preparing the tables", "The tables are up to date"):
        watch.finish(programs.manage("migrate", "--verbosity", "0"), env)
    if not demo:
        with progress.step("Collecting static files", "The static files are collected"):
            watch.finish(programs.manage("collectstatic", "--no-input", "--verbosity", "0"), env)
    elif demo_services.is_empty(env["DATABASE_URL"]):
        with progress.step("Loading the demo world", "The demo world is loaded"):
            watch.finish(programs.manage("load_demo"), env)


def attend(product: programs.Product, address: Address, services: Sequence[Child] = ()) -> None:
    """Starts web, worker and beat, says so, and keeps everything alive until somebody stops us."""
    try:
        with progress.step("Starting the web server", "The web server answers"):
            product.start()
        progress.welcome(address.url, demo_services.logins() if services else [])
        keep_alive([*services, *product.children])
    finally:
        for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sig, signal.SIG_IGN)
        with progress.step("Stopping", "Stopped; the data are kept"):
            stop_all(product.children)


def keep_alive(children: Sequence[Child]) -> None:
    """For ever: looks at each child and says what happened."""
    while True:
        for child in children:
            if line := child.look(time.monotonic()):
                progress.say(line)
        time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
