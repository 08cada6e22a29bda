# Everything Jalon can be asked to do. `make` alone lists it.

IN      := .venv/bin
READY   := .venv/.ready
PIP     := $(IN)/python -m pip --require-virtualenv --disable-pip-version-check
PO      := $(wildcard locales/*/LC_MESSAGES/*.po)
MO      := $(PO:.po=.mo)
CODE    := core bot sandbox tests benchmarks

# The first Python that is new enough; the lock is made with 3.11. Asked only when a house is built.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

EXTRACT := $(IN)/pybabel -q extract --mapping-file=locales/babel.cfg --no-default-keywords \
	--keyword=_ --keyword=_n:1,2 --add-comments=Translators: --add-location=file --sort-by-file \
	--project=Jalon --version=market \
	--header-comment='\# Every sentence Jalon says, gathered by make messages.'
UPDATE  := $(IN)/pybabel -q update --output-dir=locales --no-fuzzy-matching --ignore-obsolete

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run demo check lint types arrows words test bench messages migration docs lock clean

help: ## say what can be asked
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) $(MO) ## install everything in .venv (the others do it by themselves)

run: setup ## open the market, with a Telegram and a Discord of its own to try it in
	$(IN)/jalon run

demo: setup ## watch a whole order go by, then leave
	$(IN)/jalon demo

check: lint types arrows words ## read the code: style, types, imports, translations

lint: setup
	$(IN)/ruff check .
	$(IN)/ruff format --check .

types: setup
	$(IN)/mypy $(CODE)

arrows: setup
	$(IN)/lint-imports

words: setup
	@$(EXTRACT) --output=.venv/messages.pot .
	@diff -u -I '^"POT-Creation-Date' -I '^"Generated-By' -I '^# ' \
		locales/messages.pot .venv/messages.pot \
		|| { echo 'The sentences of the code have changed: `make messages`.'; exit 1; }
	@test -z '$(PO)' || $(UPDATE) --input-file=.venv/messages.pot --check --ignore-pot-creation-date \
		|| { echo 'The catalogues lag behind the code: `make messages`.'; exit 1; }

test: setup ## try everything, on SQLite and on PostgreSQL (only some: make test only=offers)
	$(IN)/python -m pytest -q -n 2 $(if $(only),-k '$(only)')

bench: setup ## measure what we claim (into benchmarks/README.md: make bench write=1)
	$(IN)/python -m benchmarks $(if $(write),--write)

messages: $(READY) ## gather the sentences to translate, and compile those that are
	$(EXTRACT) --output=locales/messages.pot .
	test -z '$(PO)' || $(UPDATE) --input-file=locales/messages.pot
	$(MAKE) setup

migration: setup ## write the step from yesterday's tables to today's: make migration m='Why'
	$(IN)/alembic revision --autogenerate -m "$(or $(m),$(error say why: make migration m='Why'))"

docs: setup ## write the pages that come from the code
	$(IN)/python docs/generate.py

lock: $(READY) ## choose the newest packages pyproject.toml allows
	$(PIP) install --quiet 'pip>=25.1'
	$(PIP) install --quiet --dry-run --ignore-installed --report=.venv/report.json \
		--group=dev 'setuptools>=77' .
	$(IN)/python .ci/lock.py < .venv/report.json > .venv/requirements.lock
	mv .venv/requirements.lock requirements.lock

clean: ## forget everything that can be made again (not the market's own data)
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	find locales -name '*.mo' -delete

$(READY): pyproject.toml requirements.lock
	@test -n '$(PYTHON)' || { echo 'Jalon needs Python 3.11 or newer.'; exit 1; }
	test -x $(IN)/python || $(PYTHON) -m venv .venv
	@echo 'Installing in .venv, once; this takes about a minute …'
	$(PIP) install --quiet --no-user -r requirements.lock
	$(PIP) install --quiet --no-user --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po $(READY)
	$(IN)/pybabel -q compile --input-file=$< --output-file=$@
