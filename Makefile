# The two commands for everybody are `make demo` and `make test`; the rest is for developers.

python := .venv/bin/python
# No secret is kept by it: whoever reaches the demonstration signs in as anybody with one click.
demonstration := \
	GOLDEN_THREAD_MODE=demonstration \
	GOLDEN_THREAD_SECRET_KEY=demonstration-only-everybody-signs-in-with-one-click \
	GOLDEN_THREAD_DATABASE="sqlite:///$(CURDIR)/var/demonstration.sqlite" \
	GOLDEN_THREAD_BASE_ADDRESS=http://127.0.0.1:8000
# What differs most between the two kinds of database; the rest is run on the embedded one alone.
on_postgresql := \
	tests/app/operations/discussed/test_sorting.py \
	tests/app/operations/test_involvements.py \
	tests/app/operations/test_knowing.py \
	tests/app/returns/test_saving.py \
	tests/app/summaries/test_reading.py
# A worker waits while its browser draws: one more than there are processors keeps these busy.
workers := $(shell expr $$(nproc) + 1)
# What is compiled is kept: dozens of processes start while the tests run.
export PYTHONDONTWRITEBYTECODE :=
demo := $(demonstration) $(python) -m flask --app app:create_app demo

.PHONY: help demo demo-reset test all beside postgresql compiled check format pictures bench soak lock vendor clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

demo: ## Set everything up and serve the demonstration on http://127.0.0.1:8000
	@.ci/bootstrap
	@mkdir -p var
	@$(demo) serve

demo-reset: ## The same, with everything entered so far thrown away
	@.ci/bootstrap
	@mkdir -p var
	@$(demo) reset
	@$(demo) serve

test: ## Set everything up, check the source and run all tests
	@.ci/bootstrap test
	@echo "Running all tests, and beside them checking the source and what differs on PostgreSQL ..."
	@$(MAKE) --no-print-directory --jobs=2 all beside

# Its dots are seen at once; what runs beside it says all that it has to say when it is done.
all: compiled
	@$(python) -m pytest -n $(workers) --dist worksteal

beside:
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check postgresql

postgresql: ## Run the tests of what differs most on the other kind of database
	@$(python) -m pytest --database postgresql $(on_postgresql)

# Whoever runs tests side by side finds them compiled.
compiled:
	@$(python) -m pytest --collect-only --quiet >/dev/null

check: ## Check style, types and layers
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-cache

format: ## Bring the source into the house's style
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

pictures: ## Take the pictures of the documentation from the demonstration afresh
	@.ci/bootstrap test
	@$(python) -m tests.pictures

bench: ## Measure what pages and saves cost beside the least that they could (no part of the tests)
	@.ci/bootstrap test
	@$(python) -m tests.benchmarks

soak: ## Open every kind of paper of the demonstration in LibreOffice and draw its pages (var/soak)
	@.ci/bootstrap test
	@$(python) -m tests.soak var/soak

lock: ## Make the lock files afresh; upgrade=--upgrade takes the newest versions
	@.ci/lock $(upgrade)

vendor: ## Make the vendored style sheets and scripts afresh (needs Node)
	@.ci/vendor

clean: ## Remove what the tools made; what was entered in the demonstration stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
