# One command per need; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo run services services-stop test test-faults lint format bench lighthouse messages clean
PYTHON := .venv/bin/python

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

setup: ## install what the lock files name, for work on the portal
	@bin/setup --development

demo: ## serve a demo on http://127.0.0.1:8000 (PORT= changes it), without any server beside it
	@bin/demo

run: ## serve the demo on PostgreSQL and Elasticsearch, with the worker
	@bin/demo --services

services: ## start PostgreSQL and Elasticsearch for development
	@bin/postgres start
	@bin/elasticsearch start
	@echo "export DATABASE_URL=$$(bin/postgres url) ELASTICSEARCH_URL=$$(bin/elasticsearch url)"

services-stop: ## stop them
	@bin/elasticsearch stop
	@bin/postgres stop

test: ## run all tests, on real servers and in a real browser
	@bin/test

test-faults: ## kill workers and servers, break disks and clocks, and count what is left
	@bin/test -m "faults or not faults" tests/faults

lint: setup ## check style, templates, imports, types, migrations, catalogues and settings
	@bin/lint

format: setup ## put the code into the common style
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

bench: ## measure what the claims about speed and memory rest on
	@bin/bench

lighthouse: ## mark each kind of public page of the demo: speed, accessibility, practices, weight
	@bin/lighthouse

messages: setup ## collect the strings to translate into the catalogues
	@$(PYTHON) bin/catalogues collect

clean: ## remove what was installed and built; what is in var/ stays
	rm -rf .venv node_modules .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find bin forms pages portal tests -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f locale/*/LC_MESSAGES/*.mo
