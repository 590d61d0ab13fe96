"""What a unit was before and became after: its names over time, and its kin at other places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.analysis.analyzer import forms
from index.authority.bodies import Body
from index.authority.identity import identity
from index.authority.levels import COMMUNES, level_of
from index.authority.places import Place
from index.authority.standing import Standing

_DAY = timedelta(days=1)
# Every place has exactly one of each; the first is the place itself.
_KINDS = frozenset(
    {
        "",
        "Đảng uỷ",
        "Đảng bộ",
        "Uỷ ban nhân dân",
        "Hội đồng nhân dân",
        "Hội đồng nhân dân - Uỷ ban nhân dân",
        "Uỷ ban Mặt trận Tổ quốc Việt Nam",
        "Hội Liên hiệp Phụ nữ",
        "Hội Nông dân",
        "Hội Cựu chiến binh",
        "Hội Người cao tuổi",
        "Hội Chữ thập đỏ",
        "Hội Khuyến học",
        "Đoàn Thanh niên",
        "Hội Liên hiệp Thanh niên",
        "Công an",
        "Ban Chỉ huy Quân sự",
    }
)


@dataclass(frozen=True, slots=True)
class DatedName:
    """How a unit was called, from a first day to a last; None where that is not known."""

    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Kin:
    """The unit of the same kind at a place before or after, and when that was so."""

    key: str
    label: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Growth:
    """What a unit's area took in, and on which day."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a unit stands in time; all of it empty for one of which the file says nothing."""

    names: tuple[DatedName, ...] = ()
    """Its names over time."""
    earlier: tuple[Kin, ...] = ()
    """The units that it took over from."""
    later: tuple[Kin, ...] = ()
    """The units that took over from it."""
    since: date | None = None
    until: date | None = None
    """Its first and last day, where the file says so."""
    grew: tuple[Growth, ...] = ()
    source: str = ""
    """Where the file has this from."""

    @property
    def empty(self) -> bool:
        """Whether the file says nothing of the unit."""
        return not self.names


def follows(standing: Standing, label: str) -> bool:
    """Whether a unit follows its place: a kind of which each place has one, and no more words."""
    if standing.type not in _KINDS or level_of(standing.place) != standing.level:
        return False
    kind, place, words = (forms(name)[0] for name in (standing.type, standing.place, label))
    return words[: len(kind) + len(place)] == kind + place


def of_place(place: Place, kind: str, before: Sequence[Place], after: Sequence[Place]) -> Lineage:
    """The lineage of a place, or of the body of a kind that it has; `before` are the places that
    it took over from, `after` those that took over from it."""
    ended = {one.id: one.periods[-1].until for one in before}
    return Lineage(
        names=tuple(_names(place, kind)),
        earlier=tuple(_kin(one, kind) for one in before),
        later=tuple(_kin(one, kind) for one in after),
        since=place.periods[0].since,
        until=place.periods[-1].until,
        grew=tuple(
            Growth(one.name, until + _DAY)
            for one in before
            # What did not stand yet on that day did not grow: it was made of them.
            if (until := ended[one.id]) is not None and place.on(until) is not None
        ),
        source=place.source,
    )


def of_body(body: Body, before: Iterable[Body], after: Iterable[Body]) -> Lineage:
    """The lineage of a body with an entry of its own."""
    return Lineage(
        names=(DatedName(body.name, body.since, body.until),),
        earlier=tuple(map(_kin_body, before)),
        later=tuple(map(_kin_body, after)),
        since=body.since,
        until=body.until,
        source=body.source,
    )


def _names(place: Place, kind: str) -> Iterable[DatedName]:
    """The names over time, periods of one name joined."""
    found: list[DatedName] = []
    for period in place.periods:
        name = f"{kind} {period.name}".strip()
        since = period.since
        if found and found[-1].name == name:
            since = found.pop().since
        found.append(DatedName(name, since, period.until))
    return found


def _kin(place: Place, kind: str) -> Kin:
    area = place.id if level_of(place.name) in COMMUNES else ""
    label = f"{kind} {place.name}".strip()
    since, until = place.periods[0].since, place.periods[-1].until
    return Kin(identity(kind, place.name, area), label, since, until)


def _kin_body(body: Body) -> Kin:
    return Kin(body.key, body.name, body.since, body.until)
