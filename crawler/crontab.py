"""Cron expressions as operators write them, checked when the settings are read.

Five fields: minute, hour, day of the month, month, day of the week; a list of numbers, ranges and
steps in each. Days of the week count from Sunday, 0 or 7, as crontab(5) says.
"""

import re

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "sun mon tue wed thu fri sat".split()
_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {}),
    ("month", 1, 12, {name: number for number, name in enumerate(_MONTHS, start=1)}),
    ("day of the week", 0, 7, {name: number for number, name in enumerate(_DAYS)}),
)
_SHORT_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_ITEM = re.compile(r"(?:\*|(\w{1,3})(?:-(\w{1,3}))?)(?:/([1-9]\d{0,2}))?", re.ASCII)


def spelled_out(expression: str) -> str:
    """The same times without ranges and steps, and with the days of the week by name.

    So every scheduler reads it alike; APScheduler, for one, counts days from Monday. Raises
    ValueError, which says what is wrong, for what is no cron expression or never comes.
    """
    parts = expression.lower().split()
    if len(parts) != len(_FIELDS):
        raise ValueError(
            f"{expression!r} must be five fields (minute, hour, day, month, weekday), such as"
            ' "30 22 * * *"'
        )
    if parts[2] != "*" and parts[4] != "*":
        raise ValueError(
            f"{expression!r} names days both of the month and of the week; name one of them"
        )
    numbers = [_numbers(part, *field) for part, field in zip(parts, _FIELDS, strict=True)]
    _, _, days, months, weekdays = numbers
    if min(days) > max(_SHORT_MONTHS.get(month, 31) for month in months):
        raise ValueError(f"{expression!r} names a day that its months do not have")
    named = [name for number, name in enumerate(_DAYS) if weekdays & {number, number or 7}]
    fields = [",".join(map(str, sorted(found))) for found in numbers[:4]]
    return " ".join([*fields, ",".join(named)])


def _numbers(part: str, field: str, low: int, high: int, names: dict[str, int]) -> set[int]:
    found: set[int] = set()
    for item in part.split(","):
        match = _ITEM.fullmatch(item)
        first, last, step = match.groups() if match else (None, None, None)
        start = _number(first, names, low)
        stop = _number(last, names, start if first and not step else high)
        if match is None or not low <= start <= stop <= high:
            raise ValueError(f"{item!r} is no {field} ({low} to {high}) of a cron expression")
        found.update(range(start, stop + 1, int(step or 1)))
    return found


def _number(text: str | None, names: dict[str, int], default: int) -> int:
    if text is None:
        return default
    return names[text] if text in names else int(text) if text.isdecimal() else -1
