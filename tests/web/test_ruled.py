"""The rulings that pages tell: those there are by now."""

from archive.home import Home
from archive.ruling_log import RulingLog
from tests.web.register_site import RULINGS
from web.ruled import Ruled


def test_without_a_log_nothing_was_ruled(home: Home) -> None:
    assert Ruled(RulingLog(home)).of("model", "a") == ()


def test_a_ruling_made_while_the_site_runs_is_told(home: Home) -> None:
    log = RulingLog(home)
    ruled = Ruled(log)
    (into,) = {one.into.key for one in RULINGS if one.into}
    assert ruled.of("model", into) == ()
    log.append(RULINGS[0])
    assert ruled.of("model", into) == (RULINGS[0],)
    log.append(RULINGS[1])
    assert ruled.of("model", RULINGS[1].names[0].key) == (RULINGS[1],)


def test_a_log_that_did_not_change_is_read_once(home: Home) -> None:
    log = RulingLog(home)
    log.append(RULINGS[0])
    ruled = Ruled(log)
    first = ruled.of("model", RULINGS[0].names[0].key)
    again = ruled.of("model", RULINGS[0].names[0].key)
    assert first[0] is again[0]
