"""The engines of the speed bench, one a file: each has a `STABLE`."""
