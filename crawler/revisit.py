"""When an address is looked at again: often while it changes, ever more rarely while it does not.

Cho and Garcia-Molina, "Effective page refresh policies for Web crawlers" (ACM TODS 28(4), 2003):
what has not changed for long will not change soon. An interval is twice the time since the last
look, within bounds that depend on what stands there.
"""

from datetime import datetime, timedelta

# Runs do not begin to the minute: what is due a little later is due now.
_SLACK = timedelta(hours=4)
_DAY = timedelta(days=1) - _SLACK
_LONGEST = timedelta(days=60)
_FIRST = {
    "article": _DAY,
    "redirected": _DAY,
    # Further pages of a list, whose head is looked at in every run.
    "listing": timedelta(days=14),
}
_USUAL_FIRST = timedelta(days=7)
# Files never change under their address.
_NEVER = ("file",)


def next_look(
    standing: str | None, now: datetime, last: datetime | None, *, changed: bool
) -> datetime | None:
    """When to look again at an address that has come to `standing`; none for never.

    `last` is when it was looked at before.
    """
    if standing in _NEVER:
        return None
    first = _FIRST.get(standing or "", _USUAL_FIRST)
    if changed or last is None:
        return now + first
    return now + min(max(2 * (now - last) - _SLACK, first), _LONGEST)


def after_failure(now: datetime) -> datetime:
    """When to try again what a run has tried often enough, or was not allowed to ask for."""
    return now + _DAY
