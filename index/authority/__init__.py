"""The authority files for units: places, bodies, and what became of them.

Nothing here reads a text or an archive; `index.mentions` asks it what a name means.
"""

from index.authority.authority import Authority
from index.authority.bodies import Body
from index.authority.home import NO_HOME, Home
from index.authority.identity import commune_key, identity, place_key
from index.authority.known import KnownNames, known_names
from index.authority.levels import is_commune
from index.authority.lineage import DatedName, Growth, Kin, Lineage
from index.authority.places import Period, Place
from index.authority.shipped import authority, shipped
from index.authority.standing import Standing
from index.authority.summary import summary

__all__ = [
    "NO_HOME",
    "Authority",
    "Body",
    "DatedName",
    "Growth",
    "Home",
    "Kin",
    "KnownNames",
    "Lineage",
    "Period",
    "Place",
    "Standing",
    "authority",
    "commune_key",
    "identity",
    "is_commune",
    "known_names",
    "place_key",
    "shipped",
    "summary",
]
