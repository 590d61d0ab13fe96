"""Text of PDF files, page by page, by pypdf."""

import io

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from crawler.documents.document import Paragraphs, Unreadable


def paragraphs(body: bytes) -> Paragraphs:
    """The text of each page. A page that cannot be read is passed over and noted at the end."""
    try:
        reader = PdfReader(io.BytesIO(body))
        # Many are locked against changes only: they open without a password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        pages = iter(reader.pages)
    except (DependencyError, FileNotDecryptedError) as fault:
        raise Unreadable("encrypted") from fault
    broken = False
    for page in pages:
        try:
            yield page.extract_text()
        except LimitReachedError as fault:
            raise Unreadable("too large") from fault
        except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
            broken = True
    if broken:
        raise Unreadable("damaged")
