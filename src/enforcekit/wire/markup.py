"""A text as XML and HTML may hold it, and as much of it as fits into a picture."""

from __future__ import annotations

import html
import re
from typing import Final
from unicodedata import east_asian_width

_UNSAFE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(value: object) -> str:
    """A text without characters that XML cannot hold.

    >>> printable("a\\x00b")
    'a\\ufffdb'
    """
    return _UNSAFE.sub("\ufffd", str(value))


def safe(value: object) -> str:
    """Any text as character data of XML and HTML: markup escaped, what no document may hold replaced.

    >>> safe('<img src=x onerror="alert(1)">')
    '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'
    """
    return html.escape(printable(value))


def width(text: str) -> int:
    """How wide a text is, a Chinese character counted twice.

    >>> width("行政 act")
    8
    """
    return sum(1 + (east_asian_width(char) in "WF") for char in text)


def cut(text: str, most: int) -> str:
    """The text as far as it fits.

    >>> cut("综合行政执法局", 9), cut("bureau", 9)
    ('综合行…', 'bureau')
    """
    used = 0
    for place, char in enumerate(text):
        used += width(char)
        if used > most:
            return text[: max(0, place - 1)] + "…"
    return text
