# Each command sets up .venv by itself from locks/ and is quick the second time. Needs python3.11 with venv, and make.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: help setup demo test thorough check serve bench chaos verify requirements locks clean

help:
	@echo "make demo    a person's words become a plan that organisations carry out, in the terminal"
	@echo "make test    proves it (some eleven minutes on two cores)"
	@echo "make thorough  more of the same that takes long: every look of every page in four modes"
	@echo "make serve   the counter and practice organisations on http://127.0.0.1:8100"
	@echo "make check   lint, types, directions of import, packs"
	@echo "make bench   times and sizes, each with its baseline"
	@echo "make chaos   kills the server at twenty random moments and counts what was lost or doubled"
	@echo "make setup   only sets up .venv with everything"

setup:
	@$(PYTHON) tools/set_up.py dev
	@echo "Set up. Next: make demo, make test, or . .venv/bin/activate and luukku --help"

demo:
	@$(PYTHON) tools/set_up.py run
	@$(BIN)/luukku demo

serve:
	@$(PYTHON) tools/set_up.py run
	@$(BIN)/luukku serve --sandbox

test:
	@$(PYTHON) tools/set_up.py dev
	@$(BIN)/pytest -n 2 --dist worksteal --durations=10 -m "not thorough"

thorough:
	@$(PYTHON) tools/set_up.py dev
	@$(BIN)/pytest --durations=10 -m thorough

check:
	@$(PYTHON) tools/set_up.py dev
	@echo "ruff: lint" && $(BIN)/ruff check
	@echo "mypy: types of src, tests, benchmarks and tools (up to a minute the first time)" && $(BIN)/mypy src tests benchmarks tools
	@echo "import-linter: who may import whom" && $(BIN)/lint-imports --no-cache --no-logo
	@echo "packs: every line" && $(BIN)/luukku pack check

bench:
	@$(PYTHON) tools/set_up.py dev
	@$(BIN)/python benchmarks/run.py

chaos:
	@$(PYTHON) tools/set_up.py dev
	@$(BIN)/python -m tests.stories.chaos --random 20

# The verifier that stands alone, from the functions of src/luukku/ground.
verify:
	@$(PYTHON) tools/build_verify.py

# docs/requirements.md, from the marks in the tests.
requirements:
	@$(PYTHON) tools/requirements.py

# The locks: pip-tools in a folder of its own, so that it is in nobody's way.
locks:
	@$(PYTHON) tools/lock.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
