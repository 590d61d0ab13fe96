PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := archive crawler index web tests bench

.PHONY: help install demo test explore check static format lock translations clean

help:
	@echo "make demo     crawl, index and serve the sample portal on http://127.0.0.1:8000"
	@echo "make test     run the whole test suite"
	@echo "make install  make $(VENV) with the command $(BIN)/guong"
	@echo "make check    format, lint, types, import contracts and tests"

install: $(VENV)/installed

demo: install
	@$(BIN)/guong --home guong-demo demo

test: $(VENV)/installed-dev
	$(BIN)/pytest

# The properties on examples that no run has drawn before.
explore: $(VENV)/installed-dev
	$(BIN)/pytest --hypothesis-profile=explore

check: static test

static: $(VENV)/installed-dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

# After a change of the dependencies in pyproject.toml.
lock: $(VENV)/installed-dev
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --extra dev -c requirements.txt \
		pyproject.toml -o requirements-dev.txt

# After a change of the texts that visitors see.
translations: $(VENV)/installed-dev
	$(BIN)/pybabel extract -F web/translations/babel.cfg -k lazy_gettext --no-location \
		-o $(VENV)/messages.pot web
	$(BIN)/pybabel update -i $(VENV)/messages.pot -d web/translations \
		--no-fuzzy-matching --ignore-obsolete --width=100
	$(BIN)/pybabel compile -d web/translations

clean:
	rm -rf $(VENV) build *.egg-info guong-demo

$(VENV)/installed: requirements.txt pyproject.toml
	@echo "Making $(VENV) with the pinned dependencies…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12), (3, 13)))' \
		|| { echo "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@
