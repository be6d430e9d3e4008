"""Search that finds Chinese: a run of Chinese characters is cut into its pairs, the same way in Python and JavaScript.

Chinese is written without spaces, and Sphinx's own Chinese search needs a dictionary that knows no terms of law.
Every pair of neighbouring characters is a word here: 行政处罚 is found as 行政, 政处, 处罚. Other words are English.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")


class Bigrams(SearchEnglish):
    """English with its stems, Chinese in pairs."""

    lang = "bigrams"
    language_name = "English"  # Sphinx makes the name of the stemmer's class in JavaScript of it
    js_splitter_code = f"""
var splitQuery = (query) =>
  (query.match(/[{HAN}]+|[^\\s\\p{{P}}\\p{{S}}{HAN}]+/gu) || []).flatMap((run) =>
    /^[{HAN}]{{2}}/.test(run) ? Array.from(run).slice(1).map((_, at) => run.slice(at, at + 2)) : [run]);
"""

    def split(self, input: str) -> list[str]:  # the name is Sphinx's
        """The words of a text.

        >>> Bigrams({}).split("the 行政处罚 of 2021")
        ['the', '行政', '政处', '处罚', 'of', '2021']
        """
        words: list[str] = []
        for run in _RUN.findall(input):
            chinese = "\u3400" <= run[0] <= "\ufaff"
            words += map("".join, pairwise(run)) if chinese and len(run) > 1 else [run]
        return words


def setup(app: Sphinx) -> dict[str, bool]:
    """Offer the search language."""
    app.add_search_language(Bigrams)
    return {"parallel_read_safe": True}
