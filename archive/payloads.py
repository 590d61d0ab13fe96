"""What an answer holds once its encodings are undone."""

from archive.encodings import decoded
from archive.records import Exchange, Payload
from archive.warc_reader import media_type_of, parse_head, split, status_of


def payload_of(exchange: Exchange, limit: int) -> Payload:
    """The payload of an answer that has just come over the wire, up to `limit` bytes."""
    head, transferred = split(exchange.response)
    parsed = parse_head(head)
    headers = tuple(parsed.headers)
    body, cut = decoded(transferred, headers, limit)
    return Payload(
        url=exchange.url,
        status=status_of(parsed),
        headers=headers,
        media_type=media_type_of(parsed),
        body=body,
        truncated=cut or exchange.truncated is not None,
    )
