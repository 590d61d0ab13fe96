"""Tables of an authority file, read field by field; the first mistake is told in one line."""

from datetime import date, datetime
from typing import Any, NoReturn

from index.errors import AuthorityError

_LONGEST = 300
_MOST = 200


class Table:
    """One table of the file: `where` names file, entry and, once known, its id."""

    def __init__(self, data: Any, where: str) -> None:
        self.where = where
        if not isinstance(data, dict):
            raise AuthorityError(f"{where}: must be a table, as under [[place]]")
        self._data = data
        self._asked: list[str] = []

    def wrong(self, key: str, message: str) -> NoReturn:
        """Tells what is wrong with one field."""
        raise AuthorityError(f"{self.where}: {key}: {message}")

    def text(self, key: str, example: str = "", *, needed: bool = False) -> str:
        """A line of text; empty if it is missing and need not be there."""
        value = self._get(key)
        if value is None:
            if needed:
                self.wrong(key, f"is missing; write {key} = {example}")
            return ""
        return self._line(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of lines of text."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(key, 'must be a list, such as ["…", "…"]')
        if len(value) > _MOST:
            self.wrong(key, f"has {len(value)} items; at most {_MOST} are allowed")
        return tuple(self._line(key, item) for item in value)

    def day(self, key: str) -> date | None:
        """A date; None if it is missing."""
        value = self._get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.wrong(key, f"{_shown(value)} is no date; write {key} = 2025-07-01, without quotes")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false if it is missing."""
        value = self._get(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, f"{_shown(value)} must be true or false")
        return bool(value)

    def tables(self, key: str, most: int) -> list["Table"]:
        """The tables of an array, in the order of the file."""
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, f"must be an array of tables; begin each entry with [[{key}]]")
        if len(value) > most:
            self.wrong(key, f"has {len(value)} entries; at most {most} are allowed")
        return [Table(item, f"{self.where}: {key} {n}") for n, item in enumerate(value, 1)]

    def called(self, name: str) -> None:
        """Lets later messages name the entry beside its number."""
        self.where = f"{self.where} ({name})"

    def done(self) -> None:
        """Tells of a key that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                known = ", ".join(self._asked)
                self.wrong(_shown(key), f"unknown key; known here: {known}")

    def _get(self, key: str) -> Any:
        self._asked.append(key)
        return self._data.get(key)

    def _line(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            self.wrong(key, f'{_shown(value)} must be text in quotes, such as {key} = "…"')
        line = " ".join(value.split())
        if not line or len(line) > _LONGEST or not line.isprintable():
            self.wrong(key, f"{_shown(value)} must be one line of 1 to {_LONGEST} characters")
        return line


def _shown(value: Any) -> str:
    shown = value if isinstance(value, str) else str(value)
    return repr(shown if len(shown) <= 40 else shown[:40] + "…")
