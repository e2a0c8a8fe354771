# A Makefile that hands variables to Packer in the ways amazon-eks-ami's Makefiles do: HANDOVER=list
# from a fixed list, HANDOVER=template whatever the template has. PACKER records what it gets.
arch ?= x86_64
ifeq ($(arch), arm64)
instance_type ?= m6g.large
else
instance_type ?= m5.large
endif
ami_name ?= made-up-by-make
ifeq ($(enable_fips), true)
ami_name := $(ami_name)-fips
endif

ifeq ($(HANDOVER), list)
NAMES := $(LISTED)
else
NAMES := $(shell $(PACKER) inspect -machine-readable template.json | grep template-variable | cut -d, -f4)
endif
PRESENT := $(foreach name,$(NAMES),$(if $($(name)),$(name)))
ARGUMENTS := $(if $(PACKER_VARIABLE_FILE),-var-file=$(PACKER_VARIABLE_FILE),) \
	$(foreach name,$(PRESENT),-var $(name)='$($(name))')

.PHONY: validate k8s
validate:
	@echo "os_distro: $(os_distro), k8s: $(k8s), arguments: $(ARGUMENTS)"
	$(PACKER) validate $(ARGUMENTS) template.json

k8s: validate
	$(PACKER) build $(ARGUMENTS) template.json
