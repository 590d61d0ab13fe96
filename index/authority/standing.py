"""What a unit's name says of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit's name says of it: what kind of body it is, and where."""

    type: str
    """Its kind in full: `Hội Liên hiệp Phụ nữ`; empty for a bare place that acts."""
    level: str
    """The level it stands at, down to `ấp`; empty where the name has none, as a hospital's."""
    place: str
    """The commune, district or province it belongs to: `xã Trường Xuân`; empty where unknown."""
    area: str
    """What tells this place from others of its name: its id in the authority file, else the
    district it lies in; may be empty."""
