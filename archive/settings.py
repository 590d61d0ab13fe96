"""Configuration: one TOML file, `GUONG__TABLE__KEY` variables, and nothing else.

Each package declares its settings as a frozen dataclass of `setting(...)` fields; `read` fills
them without knowing them, and `describe` writes them out as a commented file. Precedence:
default, file, environment. Command-line options are applied by the commands themselves.
"""

import dataclasses
import json
import tomllib
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from archive.errors import SettingsError

ENVIRONMENT_PREFIX = "GUONG__"
# Read by the program before there is a settings file; no table is called that.
HOME_VARIABLE = "GUONG_HOME"

T = TypeVar("T")


def setting(default: Any, help: str, *, replaces: str = "") -> Any:
    """A field with its default and one line that says what it is for.

    `replaces` names a former key; who still writes that is told of this one.
    """
    return dataclasses.field(default=default, metadata={"help": help, "replaces": replaces})


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """Where the catalogue lies and how captures are cut into files."""

    database: str = setting(
        "", "SQLAlchemy URL of the catalogue; empty for catalogue.sqlite in the home folder."
    )
    warc_megabytes: int = setting(1000, "A WARC file that has grown past this is closed.")

    def __post_init__(self) -> None:
        if self.warc_megabytes < 1:
            raise ValueError("warc_megabytes: must be 1 or more")


def read(path: Path, tables: Mapping[str, type], environment: Mapping[str, str]) -> dict[str, Any]:
    """Every table of the file as its dataclass; raises SettingsError for the first fault found."""
    try:
        # Some editors begin the file with a byte order mark, which TOML does not know.
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except RecursionError:
        raise SettingsError(f"{path}: is nested too deeply") from None
    except ValueError as error:
        raise SettingsError(f"{path}: is not valid TOML: {error}") from error
    return parse(data, tables, environment, place=str(path))


def parse(
    data: dict[str, Any], tables: Mapping[str, type], environment: Mapping[str, str], *, place: str
) -> dict[str, Any]:
    """As `read`, from a document that is already parsed; `place` names it in messages."""
    overruled = _apply_environment(data, tables, environment)
    for name in data:
        if name not in tables:
            raise SettingsError(f"{place}: unknown table {name!r}; known: {', '.join(tables)}")
    try:
        return {
            name: _fill(cls, data.get(name, {}), f"{place}: {name}") for name, cls in tables.items()
        }
    except SettingsError as error:
        for key, variable in overruled.items():
            fault = str(error).removeprefix(f"{place}: {key}: ")
            if fault != str(error):
                raise SettingsError(f"environment: {variable}: {fault}") from error
        raise


def describe(cls: type[Any], table: str) -> str:
    """One table as commented TOML: every setting with its help and its default."""
    lines = [f"[{table}]"]
    arrays = []
    for field in fields(cls):
        element = _element_class(get_type_hints(cls)[field.name])
        if element:
            arrays.append((field, element))
        else:
            lines += _described(field)
    for field, element in arrays:
        lines += ["", f"# {field.metadata['help']}", f"# [[{table}.{field.name}]]"]
        tables = []
        for inner in fields(element):
            nested = get_type_hints(element)[inner.name]
            if dataclasses.is_dataclass(nested):
                tables.append((inner, nested))
            else:
                lines += _described(inner)
        for inner, nested in tables:
            lines += [f"# {inner.metadata['help']}", f"# [{table}.{field.name}.{inner.name}]"]
            lines += [line for key in fields(nested) for line in _described(key)]
    return "\n".join(lines) + "\n"


def _described(field: dataclasses.Field[Any]) -> list[str]:
    if field.default is not dataclasses.MISSING:
        default = _toml(field.default)
    else:
        default = ('["…"]' if get_origin(field.type) is tuple else '"…"') + "  # required"
    return [f"# {field.metadata['help']}", f"# {field.name} = {default}"]


def _apply_environment(
    data: dict[str, Any], tables: Mapping[str, type], environment: Mapping[str, str]
) -> dict[str, str]:
    """Puts the variables into the data; gives which variable set which `table.key`."""
    overruled = {}
    for variable, text in environment.items():
        if not variable.startswith(ENVIRONMENT_PREFIX):
            continue
        table, _, key = variable.removeprefix(ENVIRONMENT_PREFIX).lower().partition("__")
        kind = get_type_hints(tables[table]).get(key) if table in tables else None
        if kind is None:
            raise SettingsError(f"environment: {variable} names no setting")
        if kind not in (str, int, float, bool) and get_origin(kind) is not Literal:
            raise SettingsError(f"environment: {variable} is a list; set it in the file")
        data.setdefault(table, {})
        if isinstance(data[table], dict):
            data[table][key] = _scalar(kind, text, variable)
            overruled[f"{table}.{key}"] = variable
    return overruled


def _scalar(kind: Any, text: str, variable: str) -> Any:
    if kind is bool:
        if text.lower() not in ("true", "false"):
            raise SettingsError(f"environment: {variable} is {text!r}; expected true or false")
        return text.lower() == "true"
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            expected = _name(kind)
            raise SettingsError(
                f"environment: {variable} is {text!r}; expected {expected}"
            ) from None
    return text


def _fill(cls: type[T], table: Any, place: str) -> T:
    if not isinstance(table, dict):
        raise SettingsError(f"{place}: must be a table")
    hints = get_type_hints(cls)
    known = [field.name for field in fields(cast(Any, cls))]
    values = {}
    for key, value in table.items():
        for field in fields(cast(Any, cls)):
            if field.metadata["replaces"] == key:
                raise SettingsError(
                    f"{place}: unknown key {key!r}; {field.name} has replaced it:"
                    f" {field.metadata['help']}"
                )
        if key not in known:
            raise SettingsError(f"{place}: unknown key {key!r}; known: {', '.join(known)}")
        values[key] = _value(hints[key], value, f"{place}.{key}")
    for field in fields(cast(Any, cls)):
        if field.name not in values and field.default is dataclasses.MISSING:
            raise SettingsError(f"{place}: {field.name} is missing: {field.metadata['help']}")
    try:
        return cls(**values)
    except ValueError as error:
        raise SettingsError(f"{place}.{error}") from error


def _value(kind: Any, value: Any, place: str) -> Any:
    element = _element_class(kind)
    if element is not None:
        if not isinstance(value, list):
            raise SettingsError(f"{place}: must be an array of tables")
        return tuple(_element(element, item, f"{place}[{n}]") for n, item in enumerate(value, 1))
    if dataclasses.is_dataclass(kind):
        return _fill(cast(type[Any], kind), value, place)
    if get_origin(kind) is tuple:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise SettingsError(f"{place}: {value!r} must be a list of texts")
        return tuple(value)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise SettingsError(f"{place}: {value!r} is none of {', '.join(get_args(kind))}")
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            raise SettingsError(f"{place}: the number is too large") from None
    if type(value) is not kind:
        raise SettingsError(f"{place}: {value!r} must be {_name(kind)}")
    return value


def _element(cls: type[T], table: Any, place: str) -> T:
    try:
        return _fill(cls, table, place)
    except SettingsError as error:
        name = table.get("name") if isinstance(table, dict) else None
        # Whoever wrote forty tables knows them by name, not by number.
        known = isinstance(name, str) and 0 < len(name) <= 100
        raise SettingsError(f"{error} (it is named {name!r})" if known else str(error)) from error


def _element_class(kind: Any) -> type[Any] | None:
    """The dataclass of an array of tables, `tuple[Source, ...]`; none for any other type."""
    arguments = get_args(kind) if get_origin(kind) is tuple else ()
    found = arguments and isinstance(arguments[0], type) and dataclasses.is_dataclass(arguments[0])
    return cast(type[Any], arguments[0]) if found else None


def _name(kind: Any) -> str:
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
    return names.get(kind, str(kind) if isinstance(kind, types.GenericAlias) else repr(kind))


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A JSON string is a TOML string.
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value)
