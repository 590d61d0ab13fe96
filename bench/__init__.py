"""Measurements, not tests: what the program can do on this machine, in numbers."""
