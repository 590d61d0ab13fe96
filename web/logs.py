"""The only place that configures logging: readable lines on standard error."""

import logging


def configure(verbose: bool) -> None:
    """Warnings of everything, news of our own packages; with `verbose` their choices too."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s"
    )
    for package in ("archive", "crawler", "index", "web"):
        logging.getLogger(package).setLevel(logging.DEBUG if verbose else logging.INFO)
