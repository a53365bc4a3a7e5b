"""``doctor``: one line for each thing the program needs, and what to do where something is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from switchboard import profile
from switchboard.cache import open_existing
from switchboard.commands import phone_program
from switchboard.directory.client import Client
from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import English, Words, say, words
from switchboard.profile import Profile, Settings
from switchboard.vault import Vault


@record(frozen=True, slots=True)
class Finding:
    """What a check found; ``remedy`` says what to do when it is not ``ok``."""

    ok: bool
    sentence: Words
    remedy: Words | None = None

    @classmethod
    def of(cls, error: ExpectedError) -> Finding:
        """Return an error as a finding."""
        return cls(False, error.sentence, error.remedy)


def doctor(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    """Check everything, print it, and return 1 when something is wrong."""
    english = English(ZoneInfo("UTC"), datetime.now(UTC))
    fine = True
    for finding in check(profile.current()):
        fine = fine and finding.ok
        print("ok" if finding.ok else "!!", say(finding.sentence, english), flush=True)
        if finding.remedy is not None:
            print("  ", say(finding.remedy, english))
    return 0 if fine else 1


def check(here: Profile) -> Iterator[Finding]:
    """Check settings, keyring, local copy, service and phone program, each as far as those before allow."""
    settings = Settings()
    try:
        settings = profile.load_settings(here)
        yield _settings(settings)
    except ExpectedError as error:
        yield Finding.of(error)
    vault = Vault(here.name)
    key: bytes | None = None
    token: str | None = None
    try:
        if (problem := vault.problem()) is None:
            key, token = vault.existing_key(), vault.token()
            yield Finding(True, words("The system keyring keeps this profile's key and token."))
        else:
            yield Finding(False, problem, words("Install or start a keyring, for example GNOME Keyring."))
    except ExpectedError as error:
        yield Finding.of(error)
    yield _copy(here, key)
    yield _service(settings, token)
    yield _phone(settings.phone_scheme)


def _settings(settings: Settings) -> Finding:
    if settings.service:
        return Finding(True, words("The directory service is {address}.", address=settings.service))
    return Finding(False, *no_service())


def no_service() -> tuple[Words, Words]:
    """Return what to say when nobody has chosen a service yet."""
    return (
        words("No directory service has been chosen yet."),
        words("Start “switchboard” and enter the service's address and your token."),
    )


def no_token() -> tuple[Words, Words]:
    """Return what to say when there is no token."""
    return (
        words("There is no token for the directory service."),
        words("Start “switchboard” and enter the token that your administrator has given you."),
    )


def _copy(here: Profile, key: bytes | None) -> Finding:
    if not here.cache_file.exists():
        return Finding(True, words("There is no local copy yet; it is fetched at the first start."))
    if key is None:
        return Finding(
            False,
            words("There is a local copy, but its key is not in the keyring."),
            words("Without the key nobody can read it: the next start puts it aside and fetches a new one."),
        )
    try:
        cache = open_existing(here.cache_file, key)
        if cache is None:
            return Finding(True, words("There is no local copy yet; it is fetched at the first start."))
        try:
            cache.verify()
            reader = cache.reader()
            counts, contact = reader.counts(), reader.contact
        finally:
            cache.close()
    except ExpectedError as error:
        return Finding.of(error)
    if contact is None:
        return Finding(True, words("The local copy is sound, and still empty."))
    return Finding(
        True,
        words(
            "The local copy is sound. People: {persons}, units: {units}, waiting to be sent: {waiting}; "
            "last contact {age} ago.",
            persons=counts.persons,
            units=counts.units,
            waiting=counts.waiting,
            age=datetime.now(UTC) - contact,
        ),
    )


def _service(settings: Settings, token: str | None) -> Finding:
    if not settings.service:
        return Finding(False, words("The directory service was not asked: its address is not known."))
    if token is None:
        return Finding(False, *no_token())
    try:
        client = Client(settings.service, token)
        try:
            info = client.service()
        finally:
            client.close()
    except ExpectedError as error:
        return Finding.of(error)
    return Finding(
        True,
        words(
            "“{name}” answers, and takes you for: {role}.",
            name=info.service.name or "?",
            role=info.viewer.role,
        ),
    )


def _phone(scheme: str) -> Finding:
    shown = f"{scheme}:"
    match phone_program.find(scheme):
        case phone_program.Found.YES:
            return Finding(True, words("A phone program is set up for {scheme} addresses.", scheme=shown))
        case phone_program.Found.UNKNOWN:
            return Finding(
                True,
                words("Whether a phone program is set up for {scheme} cannot be asked here.", scheme=shown),
            )
        case phone_program.Found.NO:
            return Finding(
                False,
                words(
                    "No program is set up for {scheme} addresses, so calls cannot be started.", scheme=shown
                ),
                words("Choose a phone program for them in the system's settings for default programs."),
            )
