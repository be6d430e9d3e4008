"""Records on the wire: the strict reader, the converter, the schemas, the validator, tables."""

from enforcekit.lazy import attach

_MODULES = {
    "converter": ".convert",
    "dump": ".validate",
    "dump_document": ".validate",
    "load_document": ".validate",
    "read_json": ".reader",
    "read_record": ".fast_read",
    "schema_of": ".schema",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .convert import converter
    from .fast_read import read_record
    from .reader import read_json
    from .schema import schema_of
    from .validate import dump, dump_document, load_document

__all__ = ["converter", "dump", "dump_document", "load_document", "read_json", "read_record", "schema_of"]
