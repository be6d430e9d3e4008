"""What a record is: a frozen attrs class whose annotations are the only statement of its constraints."""

from .base import evolve, record
from .constraints import Coded, Deprecated, Doc, Example, Pattern, Ref
from .frozen import EMPTY, FrozenDict, freeze, thaw
from .gather import gather
from .spec import Field, Spec, fields_of, per_class

__all__ = [
    "EMPTY",
    "Coded",
    "Deprecated",
    "Doc",
    "Example",
    "Field",
    "FrozenDict",
    "Pattern",
    "Ref",
    "Spec",
    "evolve",
    "fields_of",
    "freeze",
    "gather",
    "per_class",
    "record",
    "thaw",
]
