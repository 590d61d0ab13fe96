"""The drawing of cost against size."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench.plot import drawing, main, panels

SVG = "{http://www.w3.org/2000/svg}"


def course(size: int, **costs: float) -> dict[str, Any]:
    rows = [
        {"name": name, "cells": [{"kind": "AND", "spelling": "as typed", "wall": cost}]}
        for name, cost in costs.items()
    ]
    built = [{"name": "tantivy", "seconds": size / 500, "peak": 90_000_000}]
    return {"size": size, "rows": rows, "built": built}


def test_a_line_goes_through_the_sizes_in_order_and_the_later_of_two_counts() -> None:
    told = [course(10_000, tantivy=2.0), course(1_000, tantivy=0.5), course(10_000, tantivy=3.0)]
    by_title = {panel.title: panel.lines for panel in panels(told)}
    assert by_title["AND, ms"] == {"tantivy": [(1_000, 0.5), (10_000, 3.0)]}
    assert by_title["indexing, ms an article"] == {"tantivy": [(1_000, 2.0), (10_000, 2.0)]}
    assert by_title["memory to index, MB"] == {"tantivy": [(1_000, 90.0), (10_000, 90.0)]}
    assert by_title["rare word, ms"] == {}
    assert len(by_title) == 12


@pytest.mark.parametrize("sizes", [(), (1_000,), (1_000, 10_000, 200_000)])
def test_the_drawing_is_whole_however_many_sizes_there_are(sizes: tuple[int, ...]) -> None:
    told = [course(size, Whoosh=40.0, tantivy=0.04 * size) for size in sizes]
    root = ElementTree.fromstring(drawing(panels(told)))
    assert root.tag == f"{SVG}svg"
    # Two lines of the questions and one each of indexing and memory.
    assert len(root.findall(f".//{SVG}circle")) == 4 * len(sizes)
    titles = [text.text for text in root.iter(f"{SVG}text")]
    assert {"tantivy", "AND, ms"} <= set(titles)


def test_files_become_one_drawing_and_a_bad_one_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({"courses": [course(1_000, tantivy=0.5)]}), encoding="utf-8")
    bad.write_text("[]", encoding="utf-8")
    assert main([str(good), str(good)]) == 0
    assert capsys.readouterr().out.startswith("<svg ")
    assert main([str(good), str(bad)]) == 2
    assert "bad.json: is no file of python -m bench.search --json" in capsys.readouterr().err
