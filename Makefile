# Everything a person types; `make` lists it. No target needs another to have been run before.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc 2> /dev/null || echo 2)
export CTEST_PARALLEL_LEVEL ?= $(CMAKE_BUILD_PARALLEL_LEVEL)
INTERCODER_SHARED ?= ../shared

PACKAGES := g++ cmake ninja-build pkg-config ccache libeigen3-dev libboost-dev doctest-dev libpugixml-dev \
  libminizip-dev zlib1g-dev nlohmann-json3-dev
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
CXX_FOLDERS := include src tests bench python
CXX_FILES := $(shell find $(CXX_FOLDERS) -name '*.?pp')

.PHONY: help
help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: demo
demo: setup  ## the main job on the shipped study: prints the result, writes report.html
	$(BIN)/intercoder demo

.PHONY: test
test: setup test-cpp test-python  ## every test

.PHONY: setup
setup: packages .venv/package  ## what demo and test need: system packages, .venv, the package in it

# --- setting up ---------------------------------------------------------------------------------------------------

.PHONY: packages
packages:
	@.ci/packages $(PACKAGES)

.venv/created:
	[ -x $(BIN)/pip ] || { python=$$(.ci/python) && "$$python" -m venv .venv; }
	@touch $@

# The tools, and what the package needs, as pyproject.toml has it.
.venv/tools: pyproject.toml .venv/created
	$(BIN)/python -c 'import tomllib; t = tomllib.load(open("pyproject.toml", "rb")); p = t["project"]; \
	  print(*t["build-system"]["requires"], *p["dependencies"], *p["optional-dependencies"]["dev"], sep="\n")' \
	  > .venv/requirements.txt
	$(PIP) install -r .venv/requirements.txt
	@touch $@

# What the package is compared with, as pyproject.toml has it.
.venv/extra-%: pyproject.toml .venv/tools
	$(BIN)/python -c 'import tomllib; \
	  print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["$*"], sep="\n")' \
	  > .venv/requirements-$*.txt
	$(PIP) install -r .venv/requirements-$*.txt
	@touch $@

# An editable install knows its Python files by name, so a new one means installing again; an edited one does not.
.venv/python-files: FORCE
	@mkdir -p .venv && find python/intercoder -name __pycache__ -prune -o -type f -print | sort > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

.PHONY: FORCE
FORCE:

EXTENSION := CMakeLists.txt $(shell find cmake include src python/bindings python/CMakeLists.txt -type f)
.venv/package: .venv/tools .venv/python-files $(EXTENSION)
	$(PIP) install --no-deps --no-build-isolation --config-settings=build-dir=build/python --editable .
	@touch $@

build/%/build.ninja: CMakePresets.json | packages
	cmake --preset $*
	@touch $@

# --- testing ------------------------------------------------------------------------------------------------------

.PHONY: test-cpp
test-cpp: packages build/dev/build.ninja  ## the C++ tests, through ctest
	cmake --build --preset dev
	ctest --preset dev

.PHONY: test-python
test-python: setup  ## the Python tests
	$(BIN)/pytest

.PHONY: test-shared
test-shared: setup build/dev/build.ninja  ## the tests on real files, which lie outside the project (INTERCODER_SHARED)
	@[ -d "$(INTERCODER_SHARED)" ] || { echo "no folder $(INTERCODER_SHARED); set INTERCODER_SHARED" >&2; exit 1; }
	cmake --build --preset dev
	INTERCODER_SHARED="$(abspath $(INTERCODER_SHARED))" ctest --preset dev --tests-regex '^shared' --no-tests=error
	INTERCODER_SHARED="$(abspath $(INTERCODER_SHARED))" $(BIN)/pytest -m shared

.PHONY: search
search: setup  ## look for tables that break what has to hold, at random (minutes)
	$(BIN)/pytest tests/python/test_properties.py --hypothesis-profile=search

.PHONY: oracles
oracles: oracle-packages build/oracles/installed  ## the same numbers from other programs, on 2,000 random tables each
	build/oracles/bin/pytest tests/oracles

# An environment of its own: some of them want an older NumPy than the package's other tests do.
build/oracles/installed: .venv/package $(shell find python/intercoder -name '*.py')
	[ -x build/oracles/bin/pip ] || $(BIN)/python -m venv build/oracles
	build/oracles/bin/pip --quiet --disable-pip-version-check install '.[oracles]'
	@touch $@

.PHONY: asan
asan: packages build/asan/build.ninja  ## the C++ tests under address and undefined-behaviour sanitizers
	cmake --build --preset asan
	ctest --preset asan

.PHONY: clang
clang: clang-packages build/clang/build.ninja  ## the C++ tests, built by clang
	cmake --build --preset clang
	ctest --preset clang

.PHONY: headers
headers: packages build/dev/build.ninja  ## compile each public header alone, within its time
	cmake --build --preset dev --target all_verify_interface_header_sets
	python3 tests/headers.py build/dev

.PHONY: consumer
consumer: packages  ## build programs that use the library: find_package, add_subdirectory, pkg-config, headers only
	tests/consumer/run build/consumer

.PHONY: wheel
wheel: setup  ## build a wheel into dist/ and try it in an empty environment
	rm -rf dist build/wheel
	$(PIP) wheel --no-deps --wheel-dir dist .
	$(BIN)/python -m venv build/wheel
	build/wheel/bin/python -m pip --quiet --disable-pip-version-check install dist/*.whl
	cd build/wheel && bin/python -c 'import intercoder; print("intercoder", intercoder.__version__, intercoder.__file__)'

.PHONY: bench
bench: bench-packages build/release/build.ninja  ## the C++ benchmarks, beside a read pass over memory
	cmake --build --preset release --target intercoder_bench
	build/release/bench/intercoder_bench

.PHONY: peers
peers: setup .venv/extra-bench  ## the peers' time beside ours, in one run
	$(BIN)/python bench/peers.py

.PHONY: docs-table
docs-table: setup  ## write docs/reference/capabilities.md from the code
	$(BIN)/python docs/make_capabilities.py

.PHONY: coverage
coverage: bench-packages setup .venv/extra-plots build/release/build.ninja  ## simulate every interval; writes docs/explanation/coverage.md (an hour)
	cmake --build --preset release --target intercoder_coverage
	build/release/bench/intercoder_coverage --out build/coverage.tsv $(COVERAGE)
	$(BIN)/python bench/coverage/page.py build/coverage.tsv docs/explanation

.PHONY: coverage-unitizing
coverage-unitizing: setup  ## simulate the intervals of u-alpha (two minutes)
	$(BIN)/python bench/coverage/unitizing.py

.PHONY: codebook-curve
codebook-curve: setup  ## links under noise, optimism of a mapping, significance: the tables of docs/explanation/codebooks.md
	$(BIN)/python bench/codebooks/curve.py
	$(BIN)/python bench/codebooks/optimism.py
	$(BIN)/python bench/codebooks/significance.py

# --- style --------------------------------------------------------------------------------------------------------

.PHONY: lint
lint: lint-packages setup build/dev/build.ninja  ## layers, formatting, ruff, mypy, clang-tidy on changed files
	$(BIN)/python tests/layers.py
	@echo "clang-format: $(words $(CXX_FILES)) files"; clang-format --dry-run --Werror $(CXX_FILES)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	.ci/tidy

.PHONY: tidy
tidy: clang-packages lint-packages build/tidy/build.ninja  ## clang-tidy on every file (slow)
	cmake --build --preset tidy

.PHONY: format
format: lint-packages setup  ## put all files into the project's format
	@clang-format -i $(CXX_FILES)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: lint-packages clang-packages bench-packages oracle-packages
lint-packages: packages  # libbenchmark-dev since clang-tidy reads bench/ too
	@.ci/packages clang-format clang-tidy libbenchmark-dev
clang-packages: packages
	@.ci/packages clang
oracle-packages: packages
	@.ci/packages r-base-core r-cran-psych r-cran-vcd
bench-packages: packages
	@.ci/packages libbenchmark-dev

.PHONY: clean
clean:  ## remove everything that was built, .venv too
	rm -rf build dist .venv report.html
