"""Every numbered check of the library, whichever room makes it: what the catalogue and SARIF can name."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

import enforcekit
from enforcekit.errors import RULES, Rule
from enforcekit.law.lint import CHECKS


def every_rule() -> Mapping[str, Rule]:
    """The checks of all rooms by code. A room registers its checks when it is loaded, so all are loaded here.

    Raises `ImportError` when a module of the library cannot be loaded; one that only lacks an extra is passed over.

    >>> {"EK101", "EK201", "EK310", "EK801"} <= every_rule().keys()
    True
    """
    for module in pkgutil.walk_packages(enforcekit.__path__, "enforcekit."):
        try:
            import_module(module.name)
        except ModuleNotFoundError as error:
            if (error.name or "enforcekit").startswith("enforcekit"):
                raise
    return RULES


def rule_ids() -> Mapping[str, tuple[str, ...]]:
    """The names of the rules of law that each check holds, by code, as `lint` answers with them.

    >>> _ = every_rule()
    >>> rule_ids()["EK310"][0]
    'L01'
    """
    return {code: check.ids for code, check in CHECKS.items()}
