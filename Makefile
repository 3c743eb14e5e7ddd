# Everything a person or a machine does with this checkout. `make` alone lists it.
#
# A fresh machine needs Python 3.11 or newer, git and make. Nothing is installed outside .venv and the cache of the
# test servers, except Chromium, ffmpeg and khal, through the system's own package manager.

.DEFAULT_GOAL := help
.NOTPARALLEL: # the order below is meant
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input

# Looked for in this order; `make PYTHON=/path/to/python3 …` puts one first.
PYTHONS := $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3
# The newest that makes locks; a lock does not depend on what else is installed.
UV := uv==0.13.9
# For instance `make test PYTEST_ARGS="-k ledger -x"`.
PYTEST_ARGS ?=

# A lock is for every supported Python and system, and names no registry: pip's own settings say where packages are.
COMPILE = $(LOCKER)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header
LOCKER := .cache/locker

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(VENV)/.run ## See it work on this repository, without accounts and without publishing anything
	@$(PY) -m smm_build.dev.demo

.PHONY: test
test: $(VENV)/.dev ## Run every test, against real servers on this machine
	@$(PY) -m tests.servers.install
	@$(PY) -m pytest --numprocesses=auto --dist=worksteal $(PYTEST_ARGS)

.PHONY: check
check: lint test ## What must pass before a change goes in: form, lint, types, direction, tests

.PHONY: lint
lint: $(VENV)/.dev ## Form, lint, types and the direction of imports
	@$(VENV)/bin/ruff format --check --quiet || { echo "Not formatted: \`make fix\` formats." >&2; exit 1; }
	@$(VENV)/bin/ruff check --quiet
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

.PHONY: fix
fix: $(VENV)/.dev ## Format, and mend what can be mended without thinking
	@$(VENV)/bin/ruff check --fix --quiet; $(VENV)/bin/ruff format

.PHONY: docs
docs: $(VENV)/.run ## Write the documentation and the workflows that are made from the code
	@$(PY) -m smm_build.dev.workflow_files
	@$(PY) -m smm_build.dev.docs

.PHONY: screenshots
screenshots: $(VENV)/.dev ## Take the pictures of the calendar in docs/screenshots anew
	@$(PY) -m smm_build.dev.screenshots

.PHONY: bench
bench: $(VENV)/.run ## Measure check, build and publish on generated posts
	@$(PY) -m bench.timings
	@$(PY) -m bench.ledger
	@$(PY) -m bench.cron
	@$(PY) -m bench.insight

.PHONY: bench-check
bench-check: $(VENV)/.dev ## Measure smm check beside markdownlint-cli2 and proselint
	@$(PY) -m bench.check

.PHONY: prove
prove: $(VENV)/.dev ## Try for a minute or two to make it publish something twice, or lose it
	@$(PY) -m tests.property.prove

.PHONY: lock
lock: $(LOCKER)/.made $(VENV)/.dev ## Take the newest packages pyproject.toml and package.json allow
	$(COMPILE) --upgrade pyproject.toml --group build --output-file requirements/run.txt
	$(COMPILE) --upgrade pyproject.toml --group build --group dev --constraints requirements/run.txt \
		--output-file requirements/dev.txt
	$(COMPILE) --upgrade --group mastodon-mock --output-file requirements/mastodon-mock.txt
	$(COMPILE) --upgrade --group official-clients --output-file requirements/official-clients.txt
	$(COMPILE) --upgrade --group bench --output-file requirements/bench.txt
	$(COMPILE) --upgrade --group zensical --output-file requirements/zensical.txt
	$(PY) -m tests.servers.install --lock
	$(PY) -m bench.tools --lock

.PHONY: clean
clean: ## Remove what was made here, but not the cache of the test servers
	rm -rf $(VENV) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist site

# ------------------------------------------------------------------------------ environments, made when their lock changes

$(PY):
	@for python in $(PYTHONS); do \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
			echo "Making $(VENV) with $$("$$python" --version)"; \
			exec "$$python" -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "No Python 3.11 or newer with its venv module was found (looked for: $(PYTHONS))." >&2; \
	echo "Install one (on Debian and Ubuntu: apt-get install python3 python3-venv)," >&2; \
	echo "or say where it is: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; \
	exit 1

$(VENV)/.run: requirements/run.txt pyproject.toml | $(PY)
	@echo "Installing what smm needs (requirements/run.txt)"
	@$(PIP) install --quiet --require-hashes --requirement requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# It holds the lock above, too, so whoever wants this one waits for one installation only.
$(VENV)/.dev: requirements/dev.txt requirements/run.txt pyproject.toml | $(PY)
	@echo "Installing what smm and its tests need (requirements/dev.txt, about half a minute)"
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.run $@

$(LOCKER)/.made: Makefile | $(PY)
	@$(PY) -m venv --clear $(LOCKER)
	@$(LOCKER)/bin/python -m pip --disable-pip-version-check --no-input install --quiet $(UV)
	@touch $@
