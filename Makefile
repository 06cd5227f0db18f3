# The front door. `make` alone lists what there is.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types imports docs docs-check unit corpus bench fonts browser lock clean

py := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## everything the program needs, as .venv/bin/xunjian
	@bash scripts/setup.sh

demo: setup ## a month of a simulated district, to its bulletin
	@.venv/bin/xunjian demo

test: setup lint types imports docs-check unit ## set up and run every check and test

lint: setup ## ruff: style and format
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: setup ## mypy --strict
	@.venv/bin/mypy

imports: setup ## who may know whom
	@.venv/bin/lint-imports --no-logo

docs: setup ## write docs/rules.md, cli.md and lifecycle.md anew
	@$(py) -m monitor.handbook

docs-check: setup
	@$(py) -m monitor.handbook --check

unit: setup ## pytest alone; ARGS="-k feed" chooses
	@$(py) -m pytest $(ARGS)

corpus: setup ## judge saved real pages: make corpus CORPUS=path/to/folder
	@test -n "$(CORPUS)" || { echo "say which folder: make corpus CORPUS=path/to/folder" >&2; exit 2; }
	@$(py) -m tests.corpus "$(CORPUS)"

bench: setup ## our link check beside others, reading, and the steps of a month; ARGS=--quick for a small portal
	@bash scripts/bench-setup.sh
	@$(py) -m tests.bench.links $(ARGS)
	@$(py) -m tests.bench.links second-day $(ARGS)
	@$(py) -m tests.bench $(CORPUS)

fonts: setup ## try again to fetch the printing fonts
	@bash scripts/fonts.sh again

browser: setup ## what columns that a script draws are read with: Chromium and its driver
	@bash scripts/browser.sh

lock: setup ## constraints.txt anew from pyproject.toml; UPGRADE=--upgrade takes newer versions
	@.venv/bin/uv pip compile pyproject.toml --extra postgres --group dev --universal --generate-hashes --no-emit-index-url \
		$(UPGRADE) --quiet -o constraints.txt
	@$(py) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["browser"])' | \
		.venv/bin/uv pip compile - --constraints constraints.txt --universal --generate-hashes --no-emit-index-url \
		--no-header $(UPGRADE) --quiet -o scripts/browser.txt
	@echo "constraints.txt is written; make setup follows it"

clean: ## remove what set-up and tests have made
	@rm -rf .venv .bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
