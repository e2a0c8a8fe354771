#!/bin/sh
# Makes ami-ubuntu-2404 with image-builder.
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
exec make -C "$capi" "$action-ami-ubuntu-2404"
