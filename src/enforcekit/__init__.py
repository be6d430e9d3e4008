"""enforcekit: who may act on this enforcement item, here, on that date, in whose name, under which article.

Nouns are frozen records, verbs are functions that take them. Every name below loads its module when first used.
"""

from .lazy import attach

__version__ = "0.1.0"

_MODULES = {
    "Answer": ".competence",
    "Article": ".model",
    "Authority": ".model",
    "Capacity": ".model",
    "Ceiling": ".model",
    "Citation": ".model",
    "Competence": ".competence",
    "Delegation": ".model",
    "Designation": ".model",
    "EVERY_HOLDER": ".model",
    "EnforcekitError": ".errors",
    "Filing": ".competence",
    "Finding": ".errors",
    "Function": ".model",
    "Holder": ".model",
    "Identifier": ".model",
    "Instrument": ".model",
    "InvalidData": ".errors",
    "InvalidRecord": ".errors",
    "Item": ".model",
    "LimitExceeded": ".errors",
    "MalformedText": ".errors",
    "Manifest": ".model",
    "Money": ".model",
    "Pack": ".law",
    "Party": ".model",
    "Penalty": ".model",
    "Period": ".timing",
    "Place": ".model",
    "Power": ".competence",
    "Refusal": ".competence",
    "Report": ".errors",
    "SchemaVersionError": ".errors",
    "Structure": ".structure",
    "UnknownReference": ".errors",
    "answerable": ".competence",
    "dump": ".wire",
    "example": ".folder",
    "find": ".structure",
    "load": ".folder",
    "save": ".folder",
    "validate": ".law",
    "what_may": ".competence",
    "who_may": ".competence",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .competence import Answer, Competence, Filing, Power, Refusal, answerable, what_may, who_may
    from .errors import (
        EnforcekitError,
        Finding,
        InvalidData,
        InvalidRecord,
        LimitExceeded,
        MalformedText,
        Report,
        SchemaVersionError,
        UnknownReference,
    )
    from .folder import example, load, save
    from .law import Pack, validate
    from .model import (
        EVERY_HOLDER,
        Article,
        Authority,
        Capacity,
        Ceiling,
        Citation,
        Delegation,
        Designation,
        Function,
        Holder,
        Identifier,
        Instrument,
        Item,
        Manifest,
        Money,
        Party,
        Penalty,
        Place,
    )
    from .structure import Structure, find
    from .timing import Period
    from .wire import dump

__all__ = [
    "EVERY_HOLDER",
    "Answer",
    "Article",
    "Authority",
    "Capacity",
    "Ceiling",
    "Citation",
    "Competence",
    "Delegation",
    "Designation",
    "EnforcekitError",
    "Filing",
    "Finding",
    "Function",
    "Holder",
    "Identifier",
    "Instrument",
    "InvalidData",
    "InvalidRecord",
    "Item",
    "LimitExceeded",
    "MalformedText",
    "Manifest",
    "Money",
    "Pack",
    "Party",
    "Penalty",
    "Period",
    "Place",
    "Power",
    "Refusal",
    "Report",
    "SchemaVersionError",
    "Structure",
    "UnknownReference",
    "__version__",
    "answerable",
    "dump",
    "example",
    "find",
    "load",
    "save",
    "validate",
    "what_may",
    "who_may",
]
