#!/bin/sh
# Makes qemu-ubuntu-2404 with image-builder.
#
# Usage: build.sh [build|validate] [IMAGE_BUILDER_DIR]
#
# IMAGE_BUILDER_DIR is a checkout of kubernetes-sigs/image-builder; the environment variable of
# that name stands in for the argument.
set -eu

fail() {
  printf 'build.sh: %s\n' "$1" >&2
  exit 2
}

# image-builder's Makefile splits paths at blanks and expands what a shell would expand.
plain_path() {
  case $1 in
  *[!A-Za-z0-9_./@:+,-]*)
    fail "$2 is $1: a path with only letters, digits and _./@:+,- is needed"
    ;;
  esac
}

action=build
for argument in "$@"; do
  case $argument in
  build | validate) action=$argument ;;
  -*) fail "unknown option $argument; usage: build.sh [build|validate] [IMAGE_BUILDER_DIR]" ;;
  *) IMAGE_BUILDER_DIR=$argument ;;
  esac
done

if [ -z "${IMAGE_BUILDER_DIR:-}" ]; then
  fail "set IMAGE_BUILDER_DIR to a checkout of image-builder"
fi
capi=$IMAGE_BUILDER_DIR/images/capi
if [ ! -f "$capi/Makefile" ]; then
  fail "$IMAGE_BUILDER_DIR is no checkout of image-builder: images/capi/Makefile is missing"
fi

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
capi=$(CDPATH='' cd -- "$capi" && pwd -P)
plain_path "$here" "the script's folder"
plain_path "$capi" "the checkout's folder"
vars="$here/packer-vars.json"
if [ ! -f "$vars" ]; then
  fail "$vars is missing"
fi

export PACKER_VAR_FILES="$vars"
make -C "$capi" "$action-qemu-ubuntu-2404"
if [ "$action" = validate ]; then
  exit 0
fi

output=$capi/output/ubuntu-2404-kube-v1.34.1
if [ ! -s "$output/ubuntu-2404-kube-v1.34.1" ]; then
  fail "the build left no $output/ubuntu-2404-kube-v1.34.1"
fi

cat <<WORDS

Made $output/ubuntu-2404-kube-v1.34.1

Next, for KVM:
  cd $output && cp ubuntu-2404-kube-v1.34.1 ubuntu-2404-kube-v1.34.1-kvm.qcow2
  template ubuntu-2404-kube-v1.34.1-kvm, format QCOW2, hypervisor KVM, file ubuntu-2404-kube-v1.34.1-kvm.qcow2

Next, for VMware, with qemu-img and ovftool:
  cd $output && rm -f ubuntu-2404-kube-v1.34.1-vmware.ova && $capi/hack/convert-cloudstack-image.sh ubuntu-2404-kube-v1.34.1 v && test -s ubuntu-2404-kube-v1.34.1-vmware.ova
  template ubuntu-2404-kube-v1.34.1-vmware, format OVA, hypervisor VMware, file ubuntu-2404-kube-v1.34.1-vmware.ova

Serve each file over HTTP and register it in every zone; machine templates name the template.
WORDS
