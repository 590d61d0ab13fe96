"""Passages and headlines with what was asked for marked."""
