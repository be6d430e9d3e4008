"""Every record type by its name on the wire."""

from .authority import Authority
from .common import Record
from .delegation import Delegation, Designation
from .instrument import Instrument
from .item import Item
from .manifest import Manifest
from .party import Party
from .place import Place

RECORD_TYPES: dict[str, type[Record]] = {
    cls.type: cls for cls in (Manifest, Place, Instrument, Authority, Item, Delegation, Designation, Party)
}
