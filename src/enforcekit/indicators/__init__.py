"""Published figures as indicators: exact value, inputs, formula, scope, rounding, source; unlike ones not compared."""

from enforcekit.lazy import attach

_MODULES = {
    "Bounds": ".bounds",
    "Book": ".books",
    "Count": ".counting",
    "Fact": ".fact",
    "Indicator": ".measure",
    "ListDifference": ".lists",
    "book": ".books",
    "book_names": ".books",
    "compare_indicators": ".compare",
    "count": ".counting",
    "indicator": ".books",
    "list_difference": ".lists",
    "none_of": ".bounds",
    "standard": ".standards",
    "wilson": ".bounds",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .books import Book, book, book_names, indicator
    from .bounds import Bounds, none_of, wilson
    from .compare import compare_indicators
    from .counting import Count, count
    from .fact import Fact
    from .lists import ListDifference, list_difference
    from .measure import Indicator
    from .standards import standard

__all__ = [
    "Book",
    "Bounds",
    "Count",
    "Fact",
    "Indicator",
    "ListDifference",
    "book",
    "book_names",
    "compare_indicators",
    "count",
    "indicator",
    "list_difference",
    "none_of",
    "standard",
    "wilson",
]
