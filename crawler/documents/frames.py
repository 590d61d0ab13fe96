"""Messages between the crawl and the child that reads files: a length, a JSON head, the bytes."""

import json
import struct

LENGTHS = struct.Struct(">IQ")
"""Of the head and of the body."""
READY = b"ready\n"
"""What the child says before anything else."""
OUT_OF_MEMORY = 12
"""What a child ends with that a message alone was too much for."""


def packed(head: dict[str, str], body: bytes = b"") -> bytes:
    """One message."""
    encoded = json.dumps(head).encode()
    return LENGTHS.pack(len(encoded), len(body)) + encoded + body
