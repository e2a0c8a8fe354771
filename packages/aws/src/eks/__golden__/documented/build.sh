#!/bin/sh
# Makes image al2, Amazon Linux 2 with Kubernetes 1.17.9, with amazon-eks-ami.
#
# Usage: build.sh [EKS_AMI_DIR]
#
# EKS_AMI_DIR is a checkout of awslabs/amazon-eks-ami of era single;
# the environment variable of that name stands in for the argument.
set -eu

fail() {
  printf 'build.sh: %s\n' "$1" >&2
  exit 2
}

# The Makefile pastes paths into shell commands.
plain_path() {
  case $1 in
  *[!A-Za-z0-9_./@:+,-]*)
    fail "$1 is a path with characters other than letters, digits and _./@:+,-"
    ;;
  esac
}

EKS_AMI_DIR=${1:-${EKS_AMI_DIR:-}}
if [ -z "$EKS_AMI_DIR" ]; then
  fail "set EKS_AMI_DIR to a checkout of amazon-eks-ami"
fi
wrong_era() {
  fail "$EKS_AMI_DIR is no checkout of amazon-eks-ami of era single"
}
[ -e "$EKS_AMI_DIR/eks-worker-al2.json" ] || wrong_era
[ ! -e "$EKS_AMI_DIR/eks-worker-al2-variables.json" ] || wrong_era

# The Makefile takes variables of these names from the environment too.
unset additional_yum_repos ami_name ami_regions arch
unset aws_region binary_bucket_name binary_bucket_region cni_plugin_version
unset containerd_version docker_version instance_type kernel_version
unset kubernetes_build_date kubernetes_version pull_cni_from_github runc_version
unset security_group_id sonobuoy_e2e_registry source_ami_filter_name source_ami_id
unset source_ami_owners
# It would also put the build and the bucket of the binaries into this region.
unset AWS_DEFAULT_REGION
unset PACKER_VARIABLE_FILE

cd -- "$EKS_AMI_DIR"
plain_path "$(pwd -P)"
exec make k8s kubernetes_version=1.17.9 kubernetes_build_date=2020-08-04 arch=x86_64
