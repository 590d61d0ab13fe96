"""The register: every model and every unit that articles tell of, and what they say of each."""

from index.register.register import Register

__all__ = ["Register"]
