# Every command that a developer of Hoego needs; `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/made
QUESTIONS ?= 100000

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard app/translations/*/LC_MESSAGES/*.po))
VENDOR := app/static/vendor/manifest.json
LOCKS := requirements.txt requirements-run.txt requirements-dev.txt requirements-node.txt
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
INSTALL := $(BIN)/pip install -qq --disable-pip-version-check --require-hashes

export PORT

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test check format bench pictures words lock audit clean
.DELETE_ON_ERROR:

help: ## say what each command does
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name words; do printf '  make %-10s %s\n' "$$name" "$$words"; done

setup: $(MADE)/run $(VENDOR) $(CATALOGUES) ## prepare .venv/, the script of the pages and the translations, for running

setup-dev: setup $(MADE)/dev node_modules/.made ## the same, and what tests and checks need

run: setup ## start Hoego with a demo cohort on 127.0.0.1:8000 (PORT=, WORKERS=, DATABASE_URL=)
	@$(BIN)/python scripts/run.py

demo: setup ## add load to what `make run` keeps: QUESTIONS=100000
	@$(BIN)/python scripts/instance.py flask --app wsgi demo --questions $(QUESTIONS)

test: setup-dev check ## everything: checks, then all tests on PostgreSQL and on SQLite, a real browser included
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n auto -m "(not browser or served) and not once"
	$(BIN)/pytest -n auto

check: setup-dev ## linters, types, the floors of the house, templates
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint app/templates --lint --quiet
	sh scripts/npm.sh exec --offline -- pyright

format: setup-dev ## put imports and simple faults right
	$(BIN)/ruff check --fix

bench: setup-dev ## pages and writes against the ceilings of one machine, as ratios
	$(BIN)/python -m tests.bench

pictures: setup-dev ## take the pictures of docs/pictures/ anew
	$(BIN)/python scripts/pictures.py

words: setup-dev ## collect what is to be translated into app/translations/
	$(BIN)/pybabel -q extract -F babel.cfg -k _l -k lazy_gettext -k ngettext:1,2 --no-location --sort-output --project Hoego -o .venv/messages.pot .
	$(BIN)/pybabel -q update -i .venv/messages.pot -d app/translations --no-fuzzy-matching --ignore-obsolete --width 140

lock: setup-dev ## renew the lock files from requirements*.in and package.json (UPGRADE=--upgrade takes newer releases)
	for name in $(LOCKS:.txt=); do $(COMPILE) $(UPGRADE) $$name.in -o $$name.txt || exit 1; done
	sh scripts/npm.sh install --package-lock-only

audit: setup-dev ## known faults of what we depend on, and a bill of materials (asks advisory databases)
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt -r requirements-run.txt -f cyclonedx-json -o sbom.json
	sh scripts/npm.sh audit

clean: ## remove what setup and tests made; what `make run` keeps stays
	rm -rf .venv node_modules app/static/vendor .pytest_cache .ruff_cache .hypothesis sbom.json
	find app migrations scripts tests -name __pycache__ -prune -exec rm -rf {} +
	find app/translations -name '*.mo' -delete

$(MADE)/venv:
	@$(PYTHON) -c 'import sys; sys.exit("Hoego needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@mkdir -p $(MADE) && touch $@

$(MADE)/run: requirements.txt requirements-run.txt | $(MADE)/venv
	$(INSTALL) -r requirements.txt -r requirements-run.txt
	@touch $@

$(MADE)/dev: requirements-dev.txt $(MADE)/run
	$(INSTALL) -r requirements-dev.txt
	@touch $@

$(VENDOR): package-lock.json scripts/vendor.py | $(MADE)/run
	sh scripts/npm.sh ci --omit=dev --silent
	$(BIN)/python scripts/vendor.py

node_modules/.made: package-lock.json $(VENDOR)
	sh scripts/npm.sh ci --silent
	@touch $@

%.mo: %.po | $(MADE)/run
	$(BIN)/pybabel -q compile --use-fuzzy -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))
