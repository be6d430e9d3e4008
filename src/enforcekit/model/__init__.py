"""The nouns: frozen records without behaviour. Records point to each other by id only, never to the record itself."""

from enforcekit.lazy import attach

_MODULES = {
    "Article": ".instrument",
    "Authority": ".authority",
    "Capacity": ".authority",
    "Ceiling": ".delegation",
    "Citation": ".common",
    "Delegation": ".delegation",
    "Designation": ".delegation",
    "EVERY_HOLDER": ".delegation",
    "Function": ".authority",
    "Holder": ".item",
    "Identifier": ".common",
    "Instrument": ".instrument",
    "Item": ".item",
    "Manifest": ".manifest",
    "Money": ".common",
    "Party": ".party",
    "Penalty": ".item",
    "Place": ".place",
    "RECORD_TYPES": ".registry",
    "Record": ".common",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .authority import Authority, Capacity, Function
    from .common import Citation, Identifier, Money, Record
    from .delegation import EVERY_HOLDER, Ceiling, Delegation, Designation
    from .instrument import Article, Instrument
    from .item import Holder, Item, Penalty
    from .manifest import Manifest
    from .party import Party
    from .place import Place
    from .registry import RECORD_TYPES

__all__ = [
    "EVERY_HOLDER",
    "RECORD_TYPES",
    "Article",
    "Authority",
    "Capacity",
    "Ceiling",
    "Citation",
    "Delegation",
    "Designation",
    "Function",
    "Holder",
    "Identifier",
    "Instrument",
    "Item",
    "Manifest",
    "Money",
    "Party",
    "Penalty",
    "Place",
    "Record",
]
