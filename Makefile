# The commands of the project; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench shots chaos fuzz audit-leaks package lock clean

ROLE ?= member
SCHEDULES ?= 1000
KILLS ?= 1000
MUTANTS ?= 20000
SEED ?= 1
TESTS ?= tests/unit tests/integration tests/gui tests/e2e
PYTHON_HERE := .venv/bin/python

# $(call tool,folder or module of tests,what it would do)
tool = @test -e tests/$(1)/__main__.py -o -e tests/$(1).py || \
	{ echo "$(2) is not built yet (tests/$(1))."; exit 1; }

help:
	@echo "make demo [ROLE=member|chair|secretary]   open the desktop on a sample government"
	@echo "make test [TESTS=tests/unit/vault]        every check and every test"
	@echo "make lint                                 style, types and the rules of the house"
	@echo "make bench                                measure against the anchors, into build/bench/"
	@echo "make shots                                a picture of every view, into build/shots/"
	@echo "make chaos [SCHEDULES=1000] [KILLS=1000]   faults in any order: nothing lost, nothing counted twice"
	@echo "make fuzz [MUTANTS=20000]                 damaged papers through the reader: only their pages fail"
	@echo "make audit-leaks                          look for plain text in every file that is written"
	@echo "make package                              build what is given to others, into build/package/"
	@echo "make lock                                 choose the newest allowed packages and write their hashes"
	@echo "make clean                                remove what was built (not .venv)"

demo:
	@bash packaging/bootstrap.sh user
	@exec $(PYTHON_HERE) -m ecabinet_desktop demo --role $(ROLE)

test: lint
	@bash packaging/bootstrap.sh test
	$(PYTHON_HERE) -m pytest $(TESTS)

lint:
	@bash packaging/bootstrap.sh dev
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy
	$(PYTHON_HERE) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

bench:
	$(call tool,bench,The bench)
	@bash packaging/bootstrap.sh test
	$(PYTHON_HERE) -m tests.bench

shots:
	$(call tool,shots,Taking pictures)
	@bash packaging/bootstrap.sh test
	$(PYTHON_HERE) -m tests.shots
	QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m tests.reader_shots

chaos:
	$(call tool,chaos,The long run with faults)
	@bash packaging/bootstrap.sh test
	$(PYTHON_HERE) -m tests.chaos --schedules $(SCHEDULES) --seed $(SEED) --kills $(KILLS)

fuzz:
	$(call tool,fuzz,The long run with damaged papers)
	@bash packaging/bootstrap.sh test
	$(PYTHON_HERE) -m tests.fuzz --mutants $(MUTANTS) --seed $(SEED)

audit-leaks:
	$(call tool,audit_leaks,The search for leaks)
	@bash packaging/bootstrap.sh test
	$(PYTHON_HERE) -m tests.audit_leaks

package:
	@bash packaging/bootstrap.sh dev
	@rm -rf build/package build/lib
	@$(PYTHON_HERE) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--wheel-dir build/package .
	@rm -rf build/lib build/bdist.* *.egg-info
	@echo "Built $$(ls build/package/*.whl): install it with pip, together with packaging/requirements.txt."
	@echo "A self-contained program and a Debian package are not built yet."

lock:
	@bash packaging/lock.sh

clean:
	rm -rf build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
