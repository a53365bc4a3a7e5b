"""Settings survive a crash at any moment, and a broken file is one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from switchboard import profile
from switchboard.domain.errors import ExpectedError
from switchboard.profile import Settings, load_settings, save_settings


def test_settings_survive_and_defaults_fill_in(tmp_path: Path) -> None:
    place = profile.choose(tmp_path)
    assert load_settings(place) == Settings()
    changed = replace(Settings(), service="https://katalog.example", stale_after=60)
    save_settings(place, changed)
    assert load_settings(place) == changed
    place.settings_file.write_text('{"service": "https://a.example", "from a newer version": 1}')
    assert load_settings(place) == replace(Settings(), service="https://a.example")


@pytest.mark.parametrize("text", ["{", "[]", '{"service": 7}', '{"stale_after": true}', "\ud800"])
def test_a_broken_file_is_an_expected_error(tmp_path: Path, text: str) -> None:
    place = profile.choose(tmp_path)
    place.config.mkdir()
    place.settings_file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ExpectedError):
        load_settings(place)


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = profile.choose(tmp_path)
    save_settings(place, replace(Settings(), service="https://old.example"))

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(profile.os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        save_settings(place, replace(Settings(), service="https://new.example"))
    assert load_settings(place).service == "https://old.example"


def test_profiles_in_folders_of_the_same_name_have_their_own_secrets(tmp_path: Path) -> None:
    one, two = profile.choose(tmp_path / "a" / "profile"), profile.choose(tmp_path / "b" / "profile")
    assert one.name != two.name
    assert profile.choose(tmp_path / "a" / "profile").name == one.name


def test_a_folder_that_cannot_be_written_is_an_expected_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    place = profile.choose(tmp_path / "file")
    with pytest.raises(ExpectedError):
        save_settings(place, Settings())


def test_of_where_the_window_stood_no_more_is_read_than_qt_can_have_written(tmp_path: Path) -> None:
    place = profile.choose(tmp_path)
    profile.save_place(place, b"here")
    assert profile.load_place(place) == b"here"
    place.place_file.write_bytes(bytes(10_000_000))
    assert len(profile.load_place(place)) <= 4096
    assert [file.name for file in place.data.iterdir()] == ["window.place"]
