"""What stops a source or a run.

CrawlError
├── SourceMisconfigured  the settings of a source cannot work, or no source has that name
└── SourceUnreachable    none of a source's hosts could be found or asked

A page that is gone, refused, slow or not understood is an outcome that is recorded; see
`crawler.outcomes` and `crawler.interpret`.
"""

from archive.errors import GuongError


class CrawlError(GuongError):
    """A source could not be crawled."""


class SourceMisconfigured(CrawlError):
    """A source is unknown, or its settings contradict each other."""

    exit_code = 2


class SourceUnreachable(CrawlError):
    """The network knows no host of the source, or none of them answers."""
