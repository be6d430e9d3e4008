"""The code lists as files: JSON for programs, CSV for people with a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from enforcekit.codes import Code, CodeList, Vocabulary
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Spec, fields_of

SCHEME_LIST = "identifier_scheme"
HEADER = ("list", "closed", "code", "zh", "en", "wire", "source")


def coded_fields() -> Iterator[tuple[str, Spec]]:
    """Every field whose values are codes, as `Class.field` with the spec of one value, in the order of the models.

    >>> [name for name, spec in coded_fields() if spec.coded.name == "place_kind"]
    ['Place.kind']
    """
    seen: set[type[Any]] = set()
    waiting: list[type[Any]] = list(reversed(RECORD_TYPES.values()))
    while waiting:
        if (cls := waiting.pop()) in seen:
            continue
        seen.add(cls)
        nested = []
        for field in fields_of(cls):
            spec = field.spec.item or field.spec
            if spec.coded:
                yield f"{cls.__name__}.{field.name}", spec
            if spec.cls:
                nested.append(spec.cls)
        waiting += reversed(nested)


def every_list(vocabulary: Vocabulary) -> dict[str, CodeList]:
    """The lists of a vocabulary, those that the library itself closes, and its identifier schemes, by name.

    >>> from enforcekit.codes import CORE
    >>> every_list(CORE)["place_kind"].closed
    True
    """
    lists = dict(vocabulary.lists)
    for _, spec in coded_fields():
        if spec.coded and spec.coded.codes:
            lists.setdefault(spec.coded.name, spec.coded.codes)
    if vocabulary.schemes:
        codes = tuple(Code(each.name, each.zh, each.en) for each in vocabulary.schemes.values())
        lists.setdefault(SCHEME_LIST, CodeList(SCHEME_LIST, "编码体系", "Scheme of an identifier", codes))
    return dict(sorted(lists.items()))


def fields_by_list() -> dict[str, list[str]]:
    """Which fields take their codes from which list.

    >>> fields_by_list()["place_kind"]
    ['Place.kind']
    """
    found: dict[str, list[str]] = {}
    for name, spec in coded_fields():
        assert spec.coded is not None
        found.setdefault(spec.coded.name, []).append(name)
    return found


def as_json(codes: CodeList) -> dict[str, Any]:
    """A list as plain JSON values; `wire` is another system's code, and like `source` absent where there is none.

    >>> as_json(CodeList("colour", "颜色", "Colour", (Code("red", "红", "red", "01"),), closed=True))["codes"]
    [{'code': 'red', 'zh': '红', 'en': 'red', 'wire': '01'}]
    """
    head = {"name": codes.name, "zh": codes.zh, "en": codes.en, "closed": codes.closed}
    return {
        **head,
        **({"source": codes.source} if codes.source else {}),
        "codes": [
            {
                **{
                    key: value
                    for key, value in zip(("code", "zh", "en", "wire", "source"), _row(each), strict=True)
                    if value
                },
                **({"deprecated": each.deprecated} if each.deprecated else {}),
            }
            for each in codes
        ],
    }


def _row(code: Code) -> tuple[str, str, str, str, str]:
    return code.code, code.zh, code.en, code.wire or "", code.source


def as_csv(codes: CodeList) -> str:
    r"""A list as a table. It begins with the mark by which spreadsheets know UTF-8; each row names its list.

    >>> as_csv(CodeList("colour", "颜色", "Colour", (Code("red", "红", "red", "01"),), closed=True))
    '\ufefflist,closed,code,zh,en,wire,source\ncolour,true,red,红,red,01,\n'
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows((codes.name, str(codes.closed).lower(), *_row(each)) for each in codes)
    return "\ufeff" + out.getvalue()


def code_list_files(lists: Mapping[str, CodeList]) -> Iterator[tuple[str, str]]:
    """Path below `schemas/` and text of every code list file.

    >>> from enforcekit.codes import CORE
    >>> [path for path, _ in code_list_files({"place_kind": CORE.lists["place_kind"]})]
    ['codelists/place_kind.json', 'codelists/place_kind.csv']
    """
    for name, codes in lists.items():
        yield f"codelists/{name}.json", json.dumps(as_json(codes), ensure_ascii=False, indent=2) + "\n"
        yield f"codelists/{name}.csv", as_csv(codes)
