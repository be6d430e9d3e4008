"""Two languages from one tree: where a page has a Chinese sister, `x.zh.md` beside `x.md`, the Chinese site takes it.

What has no sister is translated sentence by sentence from `locale/`, and stays English where nobody has done so.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

_SWITCH = re.compile(r"^(?:English · \[中文\]\(.*\)|\[English\]\(.*\) · 中文)\n", re.MULTILINE)
_SISTER = re.compile(r"\.zh\.md(?=[)#])")
# The runner of examples wants a blank line at the end of a block, a reader wants none.
_BLOCK_END = re.compile(r"\n\n```$", re.MULTILINE)
# Beside the link of a picture in the gallery stand its title and its tooltip as they were before translation.
_TITLE = re.compile(r'(<span class="doc">(.*?)</span></a></p>\s*<div class="sphx-glr-thumbnail-title">).*?(?=</div>)')
_TOOLTIP = re.compile(r' tooltip="[^"]*"')


def _words(_app: Sphinx, config: Config) -> None:
    chinese = config.language.startswith("zh")
    config.html_title = f"enforcekit {config.release} {'文档' if chinese else ''}".strip()
    if chinese:
        config.copyright = "enforcekit 创始团队 · Apache-2.0 · 不是法律意见"
    config.html_context |= {
        "other": "en" if chinese else "zh",
        "other_words": "English" if chinese else "中文",
        "other_lang": "en" if chinese else "zh-CN",
    }


def _sister(app: Sphinx, docname: str, content: list[str]) -> None:
    if app.config.language.startswith("zh"):
        beside = Path(app.srcdir, f"{docname}.zh.md")
        if beside.exists():
            app.env.note_dependency(str(beside))
            content[0] = beside.read_text(encoding="utf-8")
    # In the site the switch stands on every page, and a link to a sister is a link to the page in this language.
    content[0] = _BLOCK_END.sub("\n```", _SISTER.sub(".md", _SWITCH.sub("", content[0])))


def _headings(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    # The theme calls its captions headings and says no level: a screen reader then makes one up.
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def _gallery(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if page == "generated/gallery/index" and app.config.language.startswith("zh"):
        context["body"] = _TOOLTIP.sub("", _TITLE.sub(r"\1\2", context["body"]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Swap the source of a page for that of its sister."""
    app.connect("config-inited", _words)
    app.connect("source-read", _sister)
    app.connect("html-page-context", _headings, priority=900)
    app.connect("html-page-context", _gallery)
    return {"parallel_read_safe": True}
