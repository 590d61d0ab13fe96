"""Every error the program raises on purpose, as one tree.

GuongError
├── SettingsError        a key, value or file of the configuration
├── ArchiveError         the archive refused, or is not what it should be
│   ├── NotAnArchive     the folder is not one of ours, or cannot be used
│   ├── NotInArchive     asked for something that was never kept (404)
│   ├── BadRecord        a record handed in for import that cannot be kept
│   ├── SchemaMismatch   the catalogue belongs to another version of the program
│   ├── FixityError      stored bytes are missing or differ from their digest
│   └── ArchiveBusy      another process is writing
├── CrawlError           see crawler/errors.py
└── SearchError          see index/errors.py

The text of each is one line for an operator: what was wrong, where, and what to do.
"""


class GuongError(Exception):
    """A failure the program understands; `exit_code` is what the command ends with."""

    exit_code = 1


class SettingsError(GuongError):
    """The configuration names something unknown or gives a value that cannot be used."""

    exit_code = 2


class ArchiveError(GuongError):
    """The archive refused a request or is not what it should be."""


class NotAnArchive(ArchiveError):
    """The folder is missing, belongs to something else, or cannot be written."""

    exit_code = 2


class NotInArchive(ArchiveError):
    """Nothing is kept under that name."""


class BadRecord(ArchiveError):
    """A record handed in for import cannot be kept; the text says which field and why."""


class SchemaMismatch(ArchiveError):
    """The catalogue was written by another version of the program."""


class FixityError(ArchiveError):
    """Stored bytes are missing, unreadable, or no longer match their digest."""


class ArchiveBusy(ArchiveError):
    """Another process holds the lock that this one needs."""

    exit_code = 75
