"""What holds for every test: no network, and `../shared` only where it is."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
STEADY = settings(derandomize=True, database=None, deadline=None, suppress_health_check=SLOW)
settings.register_profile("at_length", STEADY)
settings.register_profile("steady", STEADY, max_examples=40)
# The same examples on every run, however slow the machine. `--hypothesis-profile=at_length` tries as many as each test
# names (CI does), `--hypothesis-profile=default` looks for new ones.
settings.load_profile("steady")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _refuse(self: socket.socket, address: Any, *_: Any) -> NoReturn:
    raise RuntimeError(f"a test reached for the network: {address!r}")


def pytest_configure() -> None:
    """Before anything is collected: nothing in this process can reach another machine, by name or by address."""
    for name in ("connect", "connect_ex", "sendto"):
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *args: Any, _original: Any = original) -> Any:
            # Sockets of the machine itself, which executors use, stay open.
            return _original(self, *args) if self.family == socket.AF_UNIX else _refuse(self, args[-1])

        setattr(socket.socket, name, guarded)
    socket.getaddrinfo = _refuse  # type: ignore[assignment]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared folder is not here: {SHARED} (the real data do not travel with the project)")
    return SHARED
