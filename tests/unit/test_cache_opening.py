"""The file: unreadable without its key, private, put aside when it cannot be used, never in anybody's way."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import apsw
import pytest
from support.builders import TUESDAY_10, absence, outcome, person, phone, unit
from support.copies import KEY, OTHER_KEY, fill, new_cache

from switchboard.cache import (
    Cache,
    CacheBusyError,
    CacheDamagedError,
    CacheError,
    open_cache,
    open_existing,
    remove_files,
)
from switchboard.cache import database as database_module
from switchboard.cache.database import CIPHERS
from switchboard.cache.schema import VERSION
from switchboard.domain.model import Kind, Message, Ref, Tombstone

NAME, NUMBER, TEXT = "Aurora Borealis", "+4755667788", "Ring om byggesaken"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "directory.db"


def _fill_with_secrets(cache: Cache) -> None:
    fill(cache, [person("p1", NAME, phones=(phone(NUMBER),)), person("p2"), unit("u1")])
    desk = cache.desk_writer()
    desk.outbox.add(Message(id="m1", text=TEXT, at=TUESDAY_10, person="p1"), TUESDAY_10)
    desk.used(Ref(Kind.PERSON, "p1"), TUESDAY_10)
    desk.add_favourite(Ref(Kind.PERSON, "p2"), TUESDAY_10)
    desk.close()


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _finds(data: bytes) -> list[str]:
    return [
        text
        for text in (NAME, NAME.split()[0], NUMBER, NUMBER[1:], TEXT)
        if any(text.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def test_nothing_can_be_read_without_the_key(path: Path) -> None:
    cache = new_cache(path)
    _fill_with_secrets(cache)
    # While it is open there is a log, which holds the latest changes.
    cache.writer().apply([absence("p1", note=TEXT)], "s2", TUESDAY_10)
    while_open = _contents(path.parent)
    assert {"directory.db", "directory.db-wal", "directory.db-shm"} <= set(while_open)
    assert len(while_open["directory.db-wal"]) > 0
    cache.close()
    for data in [*while_open.values(), *_contents(path.parent).values()]:
        assert not _finds(data)
        assert b"CREATE TABLE" not in data
        assert not data.startswith(b"SQLite format 3")
        assert KEY not in data
        assert KEY.hex().encode() not in data
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM person").fetchall()
    plain.close()
    # The search above would find them: the same content, decrypted.
    assert {NAME.split()[0], NUMBER, TEXT} <= set(_finds(_decrypted(path)))


def _decrypted(path: Path, cipher: str = CIPHERS[0]) -> bytes:
    """Return every page of the file in plain text, the unused ones and what is left on used ones included."""
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA cipher = '{cipher}'").fetchall()
    connection.execute(f"PRAGMA key = 'raw:{KEY.hex()}'").fetchall()
    data = connection.serialize("main")
    connection.close()
    assert data.startswith(b"SQLite format 3")
    return data


def test_a_copy_of_before_is_used_with_the_cipher_it_has(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = CIPHERS
    with monkeypatch.context() as before:
        before.setattr(database_module, "CIPHERS", (old,))
        cache = new_cache(path)
        _fill_with_secrets(cache)
        cache.close()
    opened = open_cache(path, KEY)
    assert opened.why is None
    reader = opened.cache.reader()
    found = reader.person("p1")
    assert found is not None
    assert found.name.display == NAME
    reader.close()
    opened.cache.close()
    assert NAME.split()[0].encode() in _decrypted(path, old)
    monkeypatch.setattr(database_module, "CIPHERS", (new,))
    with pytest.raises(CacheDamagedError):
        open_existing(path, KEY)


def test_what_was_removed_does_not_linger(path: Path) -> None:
    cache = new_cache(path)
    _fill_with_secrets(cache)
    writer = cache.writer()
    writer.apply([absence("p1", note=TEXT), person("p3", NAME)], "s2", TUESDAY_10)
    writer.apply([Tombstone(Ref(Kind.PERSON, "p1")), Tombstone(Ref(Kind.PERSON, "p3"))], "s3", TUESDAY_10)
    # Already now, while everything is open, the log is empty and the pages are overwritten.
    assert path.with_name("directory.db-wal").stat().st_size == 0
    assert not _finds(_decrypted(path))
    assert b"Nordmann" in _decrypted(path)
    cache.close()


def test_a_swap_leaves_nothing_of_the_old_copy(path: Path) -> None:
    cache = new_cache(path)
    _fill_with_secrets(cache)
    fill(cache, [person("p2")], state="s2")
    assert not _finds(_decrypted(path))
    cache.close()


def test_a_reader_in_the_way_of_wiping_delays_it_only(path: Path) -> None:
    cache = new_cache(path)
    _fill_with_secrets(cache)
    writer = cache.writer()
    blocker = cache.reader()
    blocker._database.rows("BEGIN")
    assert blocker.person("p1") is not None
    writer.apply([Tombstone(Ref(Kind.PERSON, "p1"))], "s2", TUESDAY_10)
    assert path.with_name("directory.db-wal").stat().st_size > 0
    blocker._database.rows("COMMIT")
    writer.touch(TUESDAY_10)
    assert path.with_name("directory.db-wal").stat().st_size == 0
    assert not _finds(_decrypted(path))
    cache.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in the folder's list")
def test_only_the_owner_may_read_it(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    cache = new_cache(path)
    _fill_with_secrets(cache)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    cache.close()


def test_it_opens_again_with_everything_in_it(path: Path) -> None:
    cache = new_cache(path)
    _fill_with_secrets(cache)
    cache.close()
    opened = open_cache(path, KEY)
    assert (opened.put_aside, opened.why) == (None, None)
    reader = opened.cache.reader()
    assert [p.id for p in reader.persons()] == ["p1", "p2"]
    assert reader.counts().waiting == 1
    assert not opened.cache.in_memory
    opened.cache.close()


def _spoil_key(path: Path) -> bytes:
    return OTHER_KEY


def _spoil_header(path: Path) -> bytes:
    data = bytearray(path.read_bytes())
    data[30] ^= 1
    path.write_bytes(data)
    return KEY


def _spoil_length(path: Path) -> bytes:
    path.write_bytes(path.read_bytes()[:5000])
    return KEY


def _junk(path: Path) -> bytes:
    path.write_bytes(b"no database" * 1000)
    return KEY


def _plain(path: Path) -> bytes:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    return KEY


@pytest.mark.parametrize("spoil", [_spoil_key, _spoil_header, _spoil_length, _junk, _plain])
def test_what_cannot_be_read_is_put_aside_and_made_anew(path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    cache = new_cache(path)
    _fill_with_secrets(cache)
    cache.close()
    key = spoil(path)
    spoiled = path.read_bytes()
    with pytest.raises(CacheDamagedError):
        open_existing(path, key)
    opened = open_cache(path, key)
    assert opened.put_aside is not None
    assert opened.put_aside.read_bytes() == spoiled
    assert "put aside" in str(opened.why)
    assert opened.cache.reader().counts().persons == 0
    fill(opened.cache, [person("p1")])
    opened.cache.close()
    again = open_cache(path, key)
    assert again.put_aside is None
    assert again.cache.reader().counts().persons == 1
    again.cache.close()


def test_a_newer_copy_is_put_aside_but_what_only_we_know_is_kept(path: Path) -> None:
    cache = new_cache(path)
    _fill_with_secrets(cache)
    cache._anchor.rows(f"PRAGMA user_version = {VERSION + 1}")
    cache._anchor.rows("ALTER TABLE recent DROP COLUMN count")
    cache.close()
    with pytest.raises(CacheDamagedError):
        open_existing(path, KEY)
    opened = open_cache(path, KEY)
    assert "newer Switchboard" in str(opened.why)
    reader = opened.cache.reader()
    assert reader.counts().persons == 0
    (message,) = reader.outbox()
    assert message.item().text == TEXT  # type: ignore[union-attr]
    assert reader.favourites() == (Ref(Kind.PERSON, "p2"),)
    assert reader.recents() == ()
    opened.cache.close()


def test_damage_found_while_reading_is_remembered_until_the_next_start(path: Path) -> None:
    cache = new_cache(path)
    fill(cache, [person(f"p{n:04}", NAME, description="x" * 500) for n in range(500)])
    cache.desk_writer().outbox.add(outcome(person="p0001"), TUESDAY_10)
    cache.close()
    data = bytearray(path.read_bytes())
    # The pages in the middle hold nothing but people.
    data[len(data) // 2 : len(data) // 2 + 8192] = bytes(8192)
    path.write_bytes(data)
    opened = open_cache(path, KEY)
    assert opened.put_aside is None
    with pytest.raises(CacheDamagedError) as caught:
        list(opened.cache.reader().persons())
    assert caught.value.remedy is not None
    opened.cache.close()
    opened = open_cache(path, KEY)
    assert opened.put_aside is not None
    assert opened.cache.reader().counts().waiting == 1
    opened.cache.close()
    mended = open_existing(path, KEY)
    assert mended is not None
    mended.close()


def test_verifying_finds_damage_that_nobody_has_met(path: Path) -> None:
    cache = new_cache(path)
    fill(cache, [person(f"p{n:04}", NAME, description="x" * 500) for n in range(500)])
    cache.verify()
    cache.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8192] = bytes(8192)
    path.write_bytes(data)
    cache = open_cache(path, KEY).cache
    with pytest.raises(CacheDamagedError):
        cache.verify()
    cache.close()
    opened = open_cache(path, KEY)
    assert opened.put_aside is not None
    opened.cache.close()


def test_only_the_newest_copy_put_aside_is_kept(path: Path) -> None:
    for _ in range(3):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"junk" * 3000)
        open_cache(path, KEY).cache.close()
    assert len(list(path.parent.glob("*.aside-*"))) == 1
    assert remove_files(path) == 2
    assert list(path.parent.iterdir()) == []
    assert remove_files(path) == 0


def test_a_copy_that_is_not_there_is_not_made_by_looking(path: Path) -> None:
    assert open_existing(path, KEY) is None
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CacheError) as caught:
        open_cache(tmp_path / "file" / "directory.db", KEY)
    assert "cannot be written" in str(caught.value)
    assert caught.value.remedy is not None


def test_a_key_of_another_length_is_a_bug(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_cache(path, b"short")


def test_no_error_leads_to_the_key(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"junk" * 3000)
    with pytest.raises(CacheDamagedError) as caught:
        open_existing(path, KEY)
    assert caught.value.__context__ is None
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert KEY.hex() not in shown.replace(repr(KEY), "")


def test_somebody_who_holds_it_too_long_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_MS", 50)
    cache = new_cache(path)
    fill(cache, [person("p1")])
    holder, desk, reader = cache.writer(), cache.desk_writer(), cache.reader()
    with holder._database.transaction():
        with pytest.raises(CacheBusyError) as caught:
            desk.outbox.add(outcome(person="p1"), TUESDAY_10)
        assert caught.value.remedy is not None
        # Reading goes on.
        assert reader.counts().persons == 1
    desk.outbox.add(outcome(person="p1"), TUESDAY_10)
    assert not cache.alone()
    cache.close()
    alone = open_existing(path, KEY)
    assert alone is not None
    assert alone.alone()
    alone.close()


_ADD = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from support.builders import TUESDAY_10, outcome
from support.copies import KEY
from switchboard.cache import open_cache
sys.stdin.readline()
opened = open_cache(Path(sys.argv[1]), KEY)
assert opened.put_aside is None
opened.cache.desk_writer().outbox.add(outcome(id=sys.argv[2]), TUESDAY_10)
opened.cache.close()
"""


def test_several_processes_may_make_and_use_it_at_once(path: Path) -> None:
    code = _ADD.format(tests=str(Path(__file__).parent.parent))
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(path), f"o{n}"], stdin=subprocess.PIPE)
        for n in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.close()
    assert [process.wait(60) for process in processes] == [0] * 4
    cache = new_cache(path)
    assert {item.id for item in cache.reader().outbox()} == {"o0", "o1", "o2", "o3"}
    cache.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk is POSIX")
def test_a_full_disk_leaves_what_was_there(path: Path) -> None:
    import resource

    cache = new_cache(path)
    fill(cache, [person("p1", "Kari Nordmann")], state="s1")
    writer = cache.writer()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    try:
        writer.begin_fill("s2")
        with pytest.raises(CacheError) as caught:
            writer.fill(person(f"p{n}", description="x" * 1000) for n in range(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert not isinstance(caught.value, CacheDamagedError)
    assert caught.value.remedy is not None
    reader = cache.reader()
    assert ([p.id for p in reader.persons()], reader.state) == (["p1"], "s1")
    # With room again everything goes on.
    writer.apply([person("p2")], "s2", TUESDAY_10)
    fill(cache, [person("p3")], state="s3")
    assert [p.id for p in reader.persons()] == ["p3"]
    cache.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (apsw.FullError, "no room left"),
        (apsw.ReadOnlyError, "cannot be written"),
        (apsw.CantOpenError, "cannot be written"),
        (apsw.IOError, "disk reported an error"),
        (apsw.LockedError, "Another Switchboard"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: type[apsw.Error], sentence: str
) -> None:
    def fail(_place: object) -> None:
        raise error("near 'Aurora'")

    monkeypatch.setattr(database_module, "_connect", fail)
    with pytest.raises(CacheError, match=sentence) as caught:
        open_cache(path, KEY)
    assert caught.value.remedy is not None


def test_memory_leaves_no_trace_and_is_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one, two = new_cache(), new_cache()
    fill(one, [person("p1")])
    assert one.in_memory
    assert one.reader().counts().persons == 1
    assert two.reader().counts().persons == 0
    one.verify()
    assert one.alone()
    one.close()
    two.close()
    assert list(tmp_path.iterdir()) == []


def test_closing_closes_everything_and_twice_does_nothing(path: Path) -> None:
    cache = new_cache(path)
    reader, writer = cache.reader(), cache.writer()
    writer.close()
    cache.close()
    cache.close()
    with pytest.raises(apsw.ConnectionClosedError):
        reader.counts()
    assert [file.name for file in path.parent.iterdir()] == ["directory.db"]
