"""The engine that runs inside the program: a Whoosh index, evaluated as NumPy arrays."""
