"""Polite collection: portals are visited, what they answer is kept, articles are read from it."""
