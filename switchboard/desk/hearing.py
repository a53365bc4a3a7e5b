"""What the search understands beyond the directory's own texts: callers' words, and names that sound alike.

Both ship with the program, and a municipality may add a file of its own to each. A file that cannot be used
is complained of once, and what ships is used alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words
from switchboard.profile import Profile, Settings
from switchboard.regular import regular
from switchboard.search.sounds import Ear
from switchboard.search.vocabulary import Vocabulary

Complain = Callable[[ExpectedError], object]

_CHECK = words("Check the path in the settings.")


@record(frozen=True, slots=True)
class Hearing:
    """The municipality's own files: a SKOS ``vocabulary`` and ``given_names``."""

    vocabulary: Path | None = None
    given_names: Path | None = None

    def ear(self, complain: Complain) -> Ear:
        """Return the names that sound alike; reads a file."""
        if self.given_names is not None:
            try:
                return Ear.with_file(regular(self.given_names, _CHECK))
            except ExpectedError as error:
                complain(error)
        return Ear.standard()

    def words(self, complain: Complain) -> Vocabulary:
        """Return callers' words, the municipality's first; reads files."""
        shipped = Vocabulary.shipped()
        if self.vocabulary is not None:
            # An XML parser is loaded by those who have a file for it.
            from switchboard.search import skos

            try:
                return skos.read(regular(self.vocabulary, _CHECK)).followed_by(shipped)
            except ExpectedError as error:
                complain(error)
        return shipped


def hearing_of(settings: Settings, profile: Profile) -> Hearing:
    """Return the files that the settings name; a relative path starts at the settings' own folder."""

    def path(given: str) -> Path | None:
        if not given.strip():
            return None
        try:
            return profile.config / Path(given.strip()).expanduser()
        except RuntimeError:
            # There is no such user; then there is no such file either, which is said when it is read.
            return profile.config / given.strip()

    return Hearing(path(settings.vocabulary), path(settings.given_names))
