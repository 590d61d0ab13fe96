"""How well the search finds what people look for."""
