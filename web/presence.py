"""When the portal showed an article and when not: each step with the capture that witnesses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from archive.records import Absence, Article, Capture
from archive.store import Archive


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the story."""

    kind: Literal["shown", "missing", "back"]
    at: datetime
    witness: Capture | None
    """None where the article was seen in a capture that gave no revision."""


def story(
    archive: Archive, revisions: Sequence[Article], absences: Sequence[Absence]
) -> list[Step]:
    """How an article came, went and came back; empty for one that was never missed."""
    if not absences:
        return []
    first = revisions[0]
    witness = archive.capture(first.capture) if first.captured_at == first.first_seen else None
    steps = [Step("shown", first.first_seen, witness)]
    for absence in absences:
        steps.append(Step("missing", absence.since, archive.capture(absence.capture)))
        if absence.until and absence.returned:
            steps.append(Step("back", absence.until, archive.capture(absence.returned)))
    return steps
