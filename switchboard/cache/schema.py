"""The tables, and the numbered steps by which an older copy becomes today's.

An object is kept as its line on the wire (``data``), with the columns that queries need beside it. Objects
may name others that are not there (the contract allows it), so there are no foreign keys.
"""

from __future__ import annotations

from switchboard.cache.database import Database

APPLICATION_ID = 0x53774264
"""Marks the file as ours (``SwBd``)."""

OBJECT_TABLES: dict[str, str] = {
    "person": "id TEXT PRIMARY KEY, unit TEXT, revision INTEGER NOT NULL, data BLOB NOT NULL",
    "unit": "id TEXT PRIMARY KEY, parent TEXT, revision INTEGER NOT NULL, data BLOB NOT NULL",
    "absence": "id TEXT PRIMARY KEY, person TEXT NOT NULL, data BLOB NOT NULL",
    "presence": "id TEXT PRIMARY KEY, data BLOB NOT NULL",
    "outcome": "id TEXT PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, data BLOB NOT NULL",
    # Who speaks of a person as alternate or manager: found again when that person is removed.
    "mention": "person TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL",
}
"""The tables that a fill replaces as a whole, by name."""

OBJECT_INDEXES = """
CREATE INDEX person_unit ON person (unit, id);
CREATE INDEX person_revision ON person (revision);
CREATE INDEX unit_parent ON unit (parent, id);
CREATE INDEX unit_revision ON unit (revision);
CREATE INDEX absence_person ON absence (person);
CREATE INDEX outcome_target ON outcome (kind, target);
CREATE INDEX mention_person ON mention (person);
CREATE INDEX mention_owner ON mention (kind, owner);
"""

STAGE = "stage_"
"""What a table's name begins with while it is being filled."""


def create_objects(prefix: str = "") -> str:
    """Return the statements that create the object tables, under a prefix, without their indexes."""
    return "".join(f"CREATE TABLE {prefix}{name} ({columns});\n" for name, columns in OBJECT_TABLES.items())


def drop_objects(prefix: str = "") -> str:
    """Return the statements that drop the object tables (and so their indexes)."""
    return "".join(f"DROP TABLE IF EXISTS {prefix}{name};\n" for name in OBJECT_TABLES)


def rename_objects() -> str:
    """Return the statements that put the staged tables in the places of the dropped ones."""
    return "".join(f"ALTER TABLE {STAGE}{name} RENAME TO {name};\n" for name in OBJECT_TABLES)


# One entry a version: what version 1 had must stay as it was written here, changes are new entries.
_MIGRATIONS: tuple[str, ...] = (
    f"PRAGMA application_id = {APPLICATION_ID};\n"
    + create_objects()
    + OBJECT_INDEXES
    + """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL,
    target_kind TEXT NOT NULL, target TEXT NOT NULL, created TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, problem TEXT, sent INTEGER NOT NULL DEFAULT 0, UNIQUE (id, kind)
);
CREATE INDEX outbox_target ON outbox (target_kind, target);
CREATE TABLE recent (
    kind TEXT NOT NULL, id TEXT NOT NULL, last TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE favourite (
    kind TEXT NOT NULL, id TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE image (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, data BLOB NOT NULL);
""",
    "CREATE TABLE errand (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;",
    """
CREATE TABLE overridden (
    unit TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (unit, reason)
) WITHOUT ROWID;
""",
    # Who was otherwise of late, so that a reader who knows how everybody is need not ask of everybody again.
    """
CREATE TABLE stirred (person TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX stirred_number ON stirred (number);
""",
    # Older programs kept masked digits that are written out in texts: a snapshot is due, and until it is here
    # the copy answers as before (``meta.OUTDATED``).
    "UPDATE meta SET value = 'of an older program' WHERE name = 'state';",
)

VERSION = len(_MIGRATIONS)


class NewerSchemaError(Exception):
    """The copy was written by a newer program."""


def migrate(database: Database) -> None:
    """Bring the copy to today's version, one transaction a step.

    Raises:
        NewerSchemaError: the copy is newer than this program.
        CacheError: it cannot be written.
    """
    while (found := database.one("PRAGMA user_version")) != VERSION:
        if found > VERSION:
            raise NewerSchemaError
        with database.transaction():
            # Another process may have taken this step while we waited for the lock.
            if database.one("PRAGMA user_version") == found:
                database.script(_MIGRATIONS[found])
                database.script(f"PRAGMA user_version = {found + 1}")
