"""How the pages of each kind of portal software are read. Pure: no network, clock or archive."""
