"""What records in different files say of each other, with memory that does not grow: ids are kept in a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from enforcekit.errors import Finding
from enforcekit.integrity import DUPLICATE_ID, UNKNOWN_REFERENCE, WRONG_TYPE

from .run import Judged, Named

_TABLES = """
create table if not exists defined (part integer, key text, kind text, file text, line integer);
create table if not exists mentioned
    (part integer, key text, kind text, file text, line integer, owner text, pointer text);
"""
_UNKNOWN = """
select m.key, m.kind, m.file, m.line, m.owner, m.pointer, min(d.kind)
from mentioned m left join defined d on d.key = m.key
group by m.rowid having sum(coalesce(d.kind = m.kind, 0)) = 0 order by m.part, m.rowid
"""
_TWICE = """
select d.key, d.file, d.line from defined d
where d.key in (select key from defined group by key having count(*) > 1) order by d.part, d.rowid
"""


class References:
    """The ids of the records of many parts, and those they point to, kept in an SQLite file.

    >>> kept = References()
    >>> kept.take(Judged(1, "a", 1, (), mentions=(Named("x", "place", "a", 3, "case-1", "/place"),)))
    >>> [(finding.code, finding.line, finding.pointer) for finding in kept.findings()]
    [('EK201', 3, '/place')]
    """

    def __init__(self, path: Path | None = None, after: int = 0) -> None:
        # An empty name is a file of its own, which goes with the connection.
        self._db = sqlite3.connect(path or "")
        self._db.executescript(_TABLES)
        for table in ("defined", "mentioned"):
            self._db.execute(f"delete from {table} where part > ?", (after,))
        self._db.commit()

    def know(self, records: Iterable[tuple[str, str]]) -> None:
        """Ids with their record types that are known from elsewhere: they may be pointed to."""
        self._db.executemany("insert into defined values (0, ?, ?, '', null)", records)
        self._db.commit()

    def take(self, judged: Judged) -> None:
        """Keep what one part names."""
        rows = [(judged.number, *_place(each)) for each in judged.defines]
        self._db.executemany("insert into defined values (?, ?, ?, ?, ?)", rows)
        more = [(judged.number, *_place(each), each.owner, each.pointer) for each in judged.mentions]
        self._db.executemany("insert into mentioned values (?, ?, ?, ?, ?, ?, ?)", more)
        self._db.commit()

    def findings(self) -> Iterator[Finding]:
        """Ids used twice, at every place; ids that no record has, or one of another type, at the first of each part."""
        self._db.execute("create index if not exists by_key on defined (key)")
        for key, file, line in self._db.execute(_TWICE):
            if file:
                yield attrs.evolve(DUPLICATE_ID.at("/id", key=key), file=file, line=line, witness=(key,))
        for key, kind, file, line, owner, pointer, other in self._db.execute(_UNKNOWN):
            if other is None:
                found = UNKNOWN_REFERENCE.at(pointer, owner=owner, kind=kind, key=key, nearest="-")
            else:
                found = WRONG_TYPE.at(pointer, owner=owner, kind=kind, key=key, found=other)
            yield attrs.evolve(found, file=file, line=line, witness=(owner, key))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _place(named: Named) -> tuple[str, str, str, int | None]:
    return named.key, named.kind, named.file, named.line
