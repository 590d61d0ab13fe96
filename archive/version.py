"""The program's own name and version, as written into captures."""

from importlib.metadata import version

VERSION = version("guong")
SOFTWARE = f"guong/{VERSION}"
