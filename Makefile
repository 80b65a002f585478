# Plumbline: every verb of a developer's day. `make` alone prints this list.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

ROOT := $(CURDIR)
TESTCLUSTER := src/testcluster/bin/testcluster
MVN := src/build/mvn.sh
RELEASE := plumbline
NAMESPACE := plumbline-system
# What Maven compiles from; `make build` is skipped while none of it is newer than the last good build.
SOURCES := $(shell find pom.xml src crds -type f \( -path '*/src/main/*' -o -name pom.xml -o -path 'crds/*' \) -not -path '*/target/*' 2>/dev/null)
BUILT := src/operator/target/.built

.PHONY: help
help: ## Print this help
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  \033[1m%-14s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## The main job on a real local cluster: platform, rollout, swap under load, refusals
	@src/demo/demo.sh

.PHONY: test
test: ## Unit tests, then integration and end-to-end tests on a real cluster; lists what was skipped
	@src/build/test.sh

.PHONY: build
build: $(BUILT) ## Compile and package without tests; src/cli/target/plumbline is the command

$(BUILT): $(SOURCES)
	@echo "==> building (Maven, JDK 25)"
	@$(MVN) package -T 2 -DskipTests
	@mkdir -p $(@D) && touch $@

.PHONY: unit
unit: ## Unit tests only, no cluster
	@$(MVN) package -T 2

.PHONY: fuzz
fuzz: ## Hostile MOJOs at length: make fuzz MUTANTS=100000 SEED=20261121 (a quarter of an hour and more)
	@echo "==> $(or $(MUTANTS),100000) mutants in a heap that ends 64 MiB above what the test itself holds"
	@MVN_RAW=1 $(MVN) -q -pl src/mojo -am test -Dtest=MutantsTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dunit.jvm="-Xmx75m -XX:+UseSerialGC" -Dplumbline.fuzz.headroom=64 \
	  -Dplumbline.fuzz.count=$(or $(MUTANTS),100000) -Dplumbline.fuzz.seed=$(or $(SEED),20261121)
	@echo "==> $(or $(MUTANTS),100000) mutated trees, and a tenth as many platforms with their plans"
	@MVN_RAW=1 $(MVN) -q -pl src/mojo,src/core -am test -Dtest='FlatForestTest,PlanHonoursViewsTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dunit.jvm=-XX:+UseSerialGC \
	  -Dplumbline.mutations=$(or $(MUTANTS),100000) -Dplumbline.plans=$(shell expr $(or $(MUTANTS),100000) / 10)
	@echo "==> $(or $(BODIES),1000000) mutated bodies: the quick reader and the careful one must agree; none may be answered with an exception"
	@MVN_RAW=1 $(MVN) -q -pl src/scorer -am test -Dunit.jvm= -Dtest='RowScannerTest,TensorScannerTest,MalformedBodiesTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dplumbline.bodies=$(or $(BODIES),1000000) -Dplumbline.seed=$(or $(SEED),20261121)
	@echo "==> $(or $(BODIES),1000000) hostile bodies through real connections: 200 or 400, memory flat"
	@MVN_RAW=1 $(MVN) -q -pl src/scorer -am test -Dunit.jvm= -Dtest=HostileBodiesTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dplumbline.fuzz.bodies=$(or $(BODIES),1000000) -Dplumbline.fuzz.seed=$(or $(SEED),20261121)

.PHONY: load
load: ## The prediction cache at 1000 requests a second while Redis fails, and its costs (a minute, wants a quiet machine)
	@MVN_RAW=1 $(MVN) -q -pl src/scorer -am test -Dunit.jvm= -Dunit.forks=1 -Dtest='FaultsUnderLoad,CostOfCaching' -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: generate
generate: ## Write CRDs, RBAC oracle, rule pages and the API reference anew
	@src/build/generate.sh

.PHONY: verify
verify: generate ## Regenerate everything and fail when the tree differs from what is committed
	@$(MVN) spotless:check
	@src/build/clean-tree.sh

.PHONY: format
format: ## Format the Java sources and order their imports
	@$(MVN) spotless:apply

.PHONY: cluster
cluster: ## Bring the local test cluster up (idempotent); it stays until `make cluster-down`
	@$(TESTCLUSTER) up

.PHONY: cluster-down
cluster-down: ## Take the local test cluster down (idempotent)
	@$(TESTCLUSTER) down

.PHONY: kubeconfig
kubeconfig: ## Print the path of the running test cluster's kubeconfig (use with make -s)
	@$(TESTCLUSTER) kubeconfig

.PHONY: images
images: build ## Build all container images and load them into the test cluster
	@$(TESTCLUSTER) images

.PHONY: install
install: ## Install the Helm chart onto the current cluster (KUBECONFIG, else the test cluster)
	@src/build/install.sh $(RELEASE) $(NAMESPACE)

.PHONY: uninstall
uninstall: ## Remove the Helm release from the current cluster; CRDs and your objects stay
	@src/build/uninstall.sh $(RELEASE) $(NAMESPACE)

.PHONY: bench-swap
bench-swap: build ## Switch models under load on the local cluster, with a verdict: make bench-swap SWAPS=10 RATE=1000
	@SWAPS=$(SWAPS) RATE=$(RATE) KILLS=$(KILLS) src/bench/swap.sh

.PHONY: bench-redis
bench-redis: build ## A real scorer while a real Redis is killed, frozen, slowed and answers garbage, with a verdict (2 minutes)
	@MVN_RAW=1 $(MVN) -q package -DskipTests -pl src/bench -am
	@src/bench/redis/run.sh

.PHONY: lint
lint: build ## Judge manifests by the same rules as the webhook: make lint FILE=examples/platform.yaml
	@src/cli/target/plumbline lint $(or $(FILE),$(error say which: make lint FILE=path))

.PHONY: bench
bench: ## Benchmarks beside H2O's own scorer, with a verdict per cell (about 25 minutes, the first time 35)
	@src/bench/bench.sh
