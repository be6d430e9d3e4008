"""Everything under `schemas/` in one list with its hash, and the tables of its README."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from enforcekit.codes import Vocabulary
from enforcekit.errors import Rule
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.wire.evolution.frozen import frozen
from enforcekit.wire.schema import SCHEMA_VERSION, as_text, schema_files, schema_of, urn

from .catalogue import catalogue, keyword_table, page
from .codelists import as_json, code_list_files, every_list, fields_by_list
from .levels import levels_and_files
from .openapi import DIALECT, components
from .report import report_schema
from .typescript import declarations

INDEX = "index.json"
README = "README.md"
TYPES = "types/enforcekit.d.ts"
OPENAPI = "openapi/components.json"
REPORT = "report.schema.json"
ERRORS = "errors.json"
NO_FIELD = {
    "en": "no field of a record: words of questions, answers and rows of law",
    "zh": "不用于记录字段：用于提问、回答和法律条目",
}
_MEANINGS = {
    TYPES: ("TypeScript declarations of every record type", "各记录类型的 TypeScript 声明"),
    OPENAPI: ("OpenAPI 3.1 components", "OpenAPI 3.1 组件"),
    REPORT: ("Schema of what `enforcekit validate --format json` prints", "校验报告的 Schema"),
    ERRORS: ("The numbered checks, and the map from keywords to them", "编号规则目录及关键字对照"),
}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def product_files(
    folder: Path, vocabulary: Vocabulary, rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Path below `schemas/` and text of every written file but the schemas themselves; the index and README last.

    `folder` is where the vectors and the README with its marked tables are; it is only read.
    """
    lists = every_list(vocabulary)
    made = dict(code_list_files(lists))
    made[TYPES] = declarations(vocabulary)
    made[OPENAPI] = as_text(components(vocabulary))
    made[REPORT] = as_text(report_schema())
    made[ERRORS] = as_text(catalogue(rules, ids))
    yield from made.items()
    index = _index(folder, vocabulary, made)
    yield INDEX, as_text(index)
    if (folder / README).is_file():
        yield README, filled((folder / README).read_text(encoding="utf-8"), _tables(index))


def _index(folder: Path, vocabulary: Vocabulary, made: Mapping[str, str]) -> dict[str, Any]:
    schemas, fields = dict(schema_files(vocabulary)), fields_by_list()
    levels, vectors = levels_and_files(folder / "vectors")
    return {
        "schema_version": SCHEMA_VERSION,
        "dialect": DIALECT,
        "record_types": [
            {
                "type": name,
                "id": urn(name),
                "description": schema_of(cls, vocabulary)["description"],
                "file": f"{SCHEMA_VERSION}/{name}.schema.json",
                "sha256": _hash(schemas[f"{name}.schema.json"]),
            }
            for name, cls in RECORD_TYPES.items()
        ],
        "code_lists": [
            {
                **{key: value for key, value in as_json(codes).items() if key not in ("codes", "source")},
                "codes": len(codes.codes),
                "fields": fields.get(name, []),
                **({} if name in fields else {"note": NO_FIELD}),
                "files": [
                    {"file": path, "sha256": _hash(made[path])}
                    for path in (f"codelists/{name}.json", f"codelists/{name}.csv")
                ],
            }
            for name, codes in every_list(vocabulary).items()
        ],
        "levels": levels,
        "vectors": vectors,
        "files": [
            {"file": path, "en": en, "zh": zh, "sha256": _hash(made[path])} for path, (en, zh) in _MEANINGS.items()
        ],
        "versions": list(_versions(folder)),
    }


def _versions(folder: Path) -> Iterator[dict[str, Any]]:
    """Every version that lies there, oldest first, with the hashes of those that are not written any more."""
    promised = frozen(folder)
    names = {SCHEMA_VERSION, *(path.parent.name for path in folder.glob("*/*.schema.json"))}
    for name in sorted(names, key=lambda each: [int(step) for step in each.split(".") if step.isdigit()]):
        older = sorted((folder / name).glob("*.schema.json")) if name != SCHEMA_VERSION else []
        yield {
            "version": name,
            "current": name == SCHEMA_VERSION,
            "frozen": name in promised,
            "files": [
                {"file": f"{name}/{path.name}", "sha256": _hash(path.read_text(encoding="utf-8"))} for path in older
            ],
        }


def filled(text: str, tables: Mapping[str, str]) -> str:
    r"""A page with each marked table written anew; what stands outside the marks is left alone.

    >>> filled("a\n<!-- written: t -->\nold\n<!-- end -->\nb", {"t": "new"})
    'a\n<!-- written: t -->\n\nnew\n\n<!-- end -->\nb'
    """
    return re.sub(
        r"(<!-- written: ([a-z]+) -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{tables[found[2]]}\n\n{found[3]}",
        text,
        flags=re.DOTALL,
    )


def _rows(*rows: Iterable[object]) -> str:
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)


def _tables(index: Mapping[str, Any]) -> dict[str, str]:
    levels = [
        (f"`{each['level']}`", each["questions"], f"{each['en']} · {each['zh']}", ", ".join(map(_code, each["asks"])))
        for each in index["levels"]
    ]
    vectors = [
        (
            f"[{Path(each['file']).name}]({each['file']})",
            each["questions"],
            ", ".join(each["levels"]),
            f"{each['en']} · {each['zh']}",
            each.get("from", ""),
        )
        for each in index["vectors"]
    ]
    lists = [
        (
            f"[{each['name']}](codelists/{each['name']}.json)",
            f"{each['en']} · {each['zh']}",
            "closed" if each["closed"] else "open",
            each["codes"],
            ", ".join(map(_code, each["fields"])) or "{en} · {zh}".format(**each["note"]),
        )
        for each in index["code_lists"]
    ]
    return {
        "levels": _rows(("level", "questions", "what it proves", "asks"), ("---",) * 4, *levels),
        "vectors": _rows(("file", "questions", "levels", "what it asks", "from"), ("---",) * 5, *vectors),
        "keywords": keyword_table("en"),
        "codelists": _rows(("list", "of", "", "codes", "fields"), ("---",) * 5, *lists),
    }


def _code(text: str) -> str:
    return f"`{text}`"


def write_product(
    folder: Path, vocabulary: Vocabulary, rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]]
) -> list[Path]:
    """Write all of `product_files` under `folder`; returns the files."""
    return _written(folder, product_files(folder, vocabulary, rules, ids))


def page_files(rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """File name and text of the pages of the catalogue, one for each language.

    >>> list(page_files({}, {}))
    ['errors.md', 'errors.zh.md']
    """
    return {"errors.md": page(rules, ids, "en"), "errors.zh.md": page(rules, ids, "zh")}


def write_pages(docs: Path, rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]]) -> list[Path]:
    """Write the pages of the catalogue into a folder; returns the files."""
    return _written(docs, page_files(rules, ids).items())


def _written(folder: Path, files: Iterable[tuple[str, str]]) -> list[Path]:
    paths = []
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
