"""Text of attached files, read in a process of its own: they come from anybody.

What reads them (`crawler.documents.extraction`) is loaded there only, not in the crawl.
"""

from crawler.documents.document import MAX_CHARACTERS, UNREAD, VERSION, Document, Note
from crawler.documents.reader import Reader

__all__ = ["MAX_CHARACTERS", "UNREAD", "VERSION", "Document", "Note", "Reader"]
