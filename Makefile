# Everything here works in a fresh clone: each target makes what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODEL ?= baseline
TASK ?= Add the cheapest green tea to the cart

.DEFAULT_GOAL := help
.PHONY: help demo test test-libraries test-slow check format lint types contracts bench-miniwob bench-decisions \
	bench-actions bench-enforcement bench-observation bench-consequences bench-oracle \
	bench-guard bench-live-search bench-restore bench-search bench-walks bench-memory \
	bench-miniwob-full bench-paraphrases bench-ranking bench-throughput bench-webarena bench-verified clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.browser ## Do a task in a real browser: TASK="…" on the demo shop, or on URL=…
ifdef URL
	@$(BIN)/webagent run "$(TASK)" --url "$(URL)"
else
	@$(BIN)/webagent demo --task "$(TASK)"
endif

test: $(VENV)/.dev $(VENV)/.browser ## Run the tests
	$(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)

test-slow: $(VENV)/.dev $(VENV)/.browser ## Run the tests that take long
	-@$(BIN)/pip install --quiet --editable '.[ray]'  # where it can't be had, its tests are left out
	-@$(BIN)/pip install --quiet --editable '.[local,train]'  # likewise
	$(BIN)/pytest --numprocesses auto -m slow $(ARGS)

test-libraries: $(VENV)/.dev $(VENV)/.browser ## Operate component libraries, which npm fetches
	$(BIN)/pytest -m libraries tests/actions $(ARGS)

check: lint types contracts test ## Run every check: format, lint, types, import contracts, tests

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/pyright

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

bench-miniwob: $(VENV)/.dev $(VENV)/.browser ## Solve 16 MiniWoB++ families with the baseline
	$(BIN)/pip install --quiet --no-deps miniwob
	$(BIN)/python -m benchmarks.miniwob $(ARGS)

bench-miniwob-full: $(VENV)/.dev $(VENV)/.browser ## Play all of MiniWoB++: scores, time, memory
	$(BIN)/pip install --quiet --no-deps miniwob
	@$(BIN)/python -m benchmarks.miniwob_full $(ARGS)

bench-paraphrases: $(VENV)/.dev $(VENV)/.browser ## Eight demo tasks in ten other wordings each: MODEL=…
	@$(BIN)/webagent eval benchmarks/demo-paraphrases.yaml --model $(MODEL) $(ARGS)

bench-ranking: $(VENV)/.dev $(VENV)/.browser ## What a decision of the baseline's ranker takes
	@$(BIN)/python -m benchmarks.ranking $(ARGS)

bench-throughput: $(VENV)/.dev $(VENV)/.browser ## Episodes of MiniWoB++ a second, beside BrowserGym
	$(BIN)/pip install --quiet --no-deps miniwob
	$(BIN)/python -m benchmarks.miniwob_throughput --make-peer $(VENV)/peer $(ARGS)

bench-webarena: $(VENV)/.dev $(VENV)/.browser ## Score 6,000 cases as libwebarena does
	$(BIN)/python -m benchmarks.webarena_equality --make-oracle $(VENV)/oracle
	$(BIN)/python -m benchmarks.webarena_equality --oracle $(VENV)/oracle/bin/python $(ARGS)

bench-verified: $(VENV)/.dev $(VENV)/.browser ## WebArena-Verified tasks on stub sites, beside its own program
	$(BIN)/python -m benchmarks.webarena_verified --make-upstream $(VENV)/upstream $(ARGS)

bench-decisions: $(VENV)/.dev $(VENV)/.browser ## Time a permission decision beside the whole-tree technique
	$(BIN)/python -m benchmarks.decisions $(ARGS)

bench-enforcement: $(VENV)/.dev $(VENV)/.browser ## Random manifests × actions: does what is denied leave a trace?
	$(BIN)/python -m benchmarks.enforcement $(ARGS)

bench-observation: $(VENV)/.dev $(VENV)/.browser ## Time and size of a look at a page, beside other agents'
	$(BIN)/pip install --quiet --no-deps miniwob bpe-openai
	$(BIN)/python -m benchmarks.observation $(ARGS)

bench-consequences: $(VENV)/.dev ## What is said of labelled controls, beside what they are
	@$(BIN)/python -m benchmarks.consequences $(ARGS)

bench-oracle: $(VENV)/.dev $(VENV)/.browser ## Play 125 MiniWoB++ tasks by scripts in the agent's action space
	$(BIN)/pip install --quiet --no-deps miniwob
	$(BIN)/python -m benchmarks.miniwob_oracle $(ARGS)

bench-actions: $(VENV)/.dev $(VENV)/.browser ## Time actions on a page that answers at once, beside bare Playwright
	$(BIN)/python -m benchmarks.actions $(ARGS)

bench-guard: $(VENV)/.dev $(VENV)/.browser ## What the network guard costs when a page loads
	$(BIN)/python -m benchmarks.guard $(ARGS)

bench-walks: $(VENV)/.dev $(VENV)/.browser ## Random walks in explore mode: does anything change?
	$(BIN)/python -m benchmarks.walks $(ARGS)

bench-restore: $(VENV)/.dev $(VENV)/.browser ## Go away from a state and back: by which way, and is it the same?
	$(BIN)/pip install --quiet --no-deps miniwob
	$(BIN)/python -m benchmarks.restore $(ARGS)

bench-live-search: $(VENV)/.dev $(VENV)/.browser ## A noisy actor on a shop full of traps: with search and without
	$(BIN)/python -m benchmarks.live_search $(ARGS)

bench-memory: $(VENV)/.dev $(VENV)/.browser ## What a learned skill saves in steps, calls and tokens
	@$(BIN)/python -m benchmarks.memory $(ARGS)

bench-search: $(VENV)/.dev ## Find the goal of 1,000 mazes by tree search, beside acting greedily
	@$(BIN)/python -m benchmarks.search $(ARGS)

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache test-results

$(VENV)/.base: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; set PYTHON=…" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 2; }
	@echo "Installing webagent into $(VENV) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@echo "Installing the tools for tests and checks …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/.browser: $(VENV)/.base
	@$(BIN)/webagent doctor --fix >&2
	@touch $@
