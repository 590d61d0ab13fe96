"""What can go wrong while searching or indexing (a branch of archive/errors.py)."""

from archive.errors import GuongError, SettingsError


class SearchError(GuongError):
    """The index refused a request or cannot answer."""


class BadQuery(SearchError):
    """A request that cannot be answered as given; names the field (400 on the web)."""

    exit_code = 2

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class IndexMissing(SearchError):
    """There is no index that can answer: none yet, or one of another version; says what to run."""


class IndexOfOthers(IndexMissing):
    """The live one was made by another version of the program, or with other settings."""


class IndexDamaged(IndexMissing):
    """There is one, but it cannot be read or does not hold what it should."""


class IndexBusy(SearchError):
    """Another process is writing the index."""

    exit_code = 75


class AuthorityError(SettingsError):
    """A file of places and bodies is missing or says what cannot be; names file, entry, field."""

    exit_code = 1
