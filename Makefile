# Everything is done in .venv, made from constraints.txt; Python 3.11 or newer and make are all that is needed.
PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo

.PHONY: check demo docs test bench update format format-check lint types gate wheel clean

check: format-check lint types test gate wheel

# What a newcomer runs: the example articles become a graph, and two questions are put to it.
demo: .venv/run
	$(BIN)/kg build examples/articles -o $(DEMO)
	@echo; echo "Who holds which post (kg query $(DEMO) --name posts):"
	@$(BIN)/kg query $(DEMO) --name posts
	@echo; echo "Who agreed on what (kg query $(DEMO) --name agreements):"
	@$(BIN)/kg query $(DEMO) --name agreements
	@echo; echo "Open $(DEMO)/graph.html in a browser to explore the graph; no server and no network are needed."

# The reference page of the ontology, in English and Chinese.
docs: .venv/run
	$(BIN)/python tools/document_ontology.py build/ontology.html

test: .venv/dev
	$(BIN)/pytest

# Prints the outputs in the documentation anew; the difference is the review.
update: .venv/dev
	KG_UPDATE=1 $(BIN)/pytest -q tests/test_docs.py

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: .venv/dev
	$(BIN)/ruff format --check .

lint: .venv/dev
	$(BIN)/ruff check .

types: .venv/dev
	$(BIN)/mypy

# The quality gate: scores may not fall below their floors. KG_GOLD names a folder of labelled real articles.
gate: .venv/dev
	$(BIN)/kg evaluate tests/gold --floors tests/gold/floors.toml
ifdef KG_GOLD
	$(BIN)/kg evaluate $(KG_GOLD) --floors tests/floors.toml
else
	@echo "gate: KG_GOLD names no folder of labelled real articles: only those of tests/gold were scored"
endif

# Speed is measured, not tested: a busy machine is slow. Compare with the peers in the same run.
bench: .venv/dev
	$(BIN)/python tools/bench

# The wheel alone has to do the job: it is unpacked beside the sources and run from there.
wheel: .venv/dev
	rm -rf build/wheel dist
	$(BIN)/python -m build --wheel --no-isolation .
	$(BIN)/pip install --quiet --no-deps --target build/wheel dist/*.whl
	cd build && PYTHONPATH=wheel ../$(BIN)/python -P -m kg build ../examples/articles -o smoke

.venv/run: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -c constraints.txt -e .
	@touch $@

.venv/dev: .venv/run
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
