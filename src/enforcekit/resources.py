"""Where the files that travel with the library lie: in the wheel, or in the checkout it is installed from."""

from __future__ import annotations

from pathlib import Path

from enforcekit.errors import EnforcekitError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder of that name: `schemas` or `examples`.

    >>> folder("schemas").is_dir()
    True
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise EnforcekitError(f"this installation lacks its folder {name!r}: install enforcekit again")
