# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run serve reset test check format bench torture chart messages lock

JOBS ?= 2

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

run: ## the demo on http://localhost:8000/ (PORT=… for another port); Ctrl-C stops it
	@tools/venv && SAMRAD_MODE=demo exec .venv/bin/python -m config.supervisor run

reset: ## stop the demo and forget its data
	@tools/venv && SAMRAD_MODE=demo exec .venv/bin/python -m config.supervisor reset

serve: ## production, with the services named in the environment (docs/operations.md)
	@tools/venv && SAMRAD_MODE=production exec .venv/bin/python -m config.supervisor serve

test: ## every test; T="tests/cases -k word" for some of them, JOBS=0 for one process
	@tools/venv dev && tools/chromium && .venv/bin/python -m pytest -n $(JOBS) --dist worksteal $(T)

check: ## ruff, types, layers, migrations, production settings, floors
	@tools/venv dev && tools/check

format: ## let ruff arrange the code
	@tools/venv dev && .venv/bin/ruff check --fix . && .venv/bin/ruff format .

bench: ## the speed of lists, dispatch and numbers, against plain SQL
	@tools/venv dev && .venv/bin/python -m bench

torture: ## 500 mails leave while the worker is killed 50 times: none is lost
	@tools/venv dev && .venv/bin/python -m torture

chart: ## pictures of the flows
	@tools/venv && SAMRAD_MODE=demo .venv/bin/python manage.py chart

messages: ## collect and compile the texts (needs gettext)
	@tools/venv dev && tools/messages

lock: ## compile the locked requirements anew
	@tools/lock --upgrade && .venv/bin/python tools/floors.py
