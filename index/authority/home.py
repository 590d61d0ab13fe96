"""Where a portal is at home, which tells what its bare names mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """The district and province that a portal speaks for, as written: `huyện Tháp Mười`."""

    district: str = ""
    province: str = ""


NO_HOME = Home()
