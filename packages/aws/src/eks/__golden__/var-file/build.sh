#!/bin/sh
# Makes image al2-1-27, Amazon Linux 2 with Kubernetes 1.27.9, with amazon-eks-ami.
#
# Usage: build.sh [EKS_AMI_DIR]
#
# EKS_AMI_DIR is a checkout of awslabs/amazon-eks-ami of era single-varfile;
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
  fail "$EKS_AMI_DIR is no checkout of amazon-eks-ami of era single-varfile"
}
[ -e "$EKS_AMI_DIR/eks-worker-al2.json" ] || wrong_era
[ -e "$EKS_AMI_DIR/eks-worker-al2-variables.json" ] || wrong_era
[ ! -e "$EKS_AMI_DIR/templates/al2" ] || wrong_era

# The Makefile takes variables of these names from the environment too.
unset additional_yum_repos ami_component_description ami_description ami_name
unset ami_regions ami_users arch associate_public_ip_address
unset aws_region binary_bucket_name binary_bucket_region cache_container_images
unset cni_plugin_version containerd_version creator docker_version
unset enable_fips encrypted instance_type kernel_version
unset kms_key_id kubernetes_build_date kubernetes_version launch_block_device_mappings_volume_size
unset pause_container_version pull_cni_from_github remote_folder runc_version
unset security_group_id source_ami_filter_name source_ami_id source_ami_owners
unset ssh_interface ssh_username ssm_agent_version subnet_id
unset temporary_security_group_source_cidrs volume_type working_dir
# It would also put the build and the bucket of the binaries into this region.
unset AWS_DEFAULT_REGION

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
plain_path "$here"
PACKER_VARIABLE_FILE="$here/variables.json"
if [ ! -f "$PACKER_VARIABLE_FILE" ]; then
  fail "$PACKER_VARIABLE_FILE is missing"
fi
export PACKER_VARIABLE_FILE

cd -- "$EKS_AMI_DIR"
plain_path "$(pwd -P)"
exec make k8s kubernetes_version=1.27.9 kubernetes_build_date=2024-01-04 arch=arm64 enable_fips=true \
  aws_region=eu-west-1
