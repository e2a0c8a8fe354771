#!/bin/sh
# Makes image al2023, Amazon Linux 2023 with Kubernetes 1.34.9, with amazon-eks-ami.
#
# Usage: build.sh [EKS_AMI_DIR]
#
# EKS_AMI_DIR is a checkout of awslabs/amazon-eks-ami of era templates-al2023;
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
  fail "$EKS_AMI_DIR is no checkout of amazon-eks-ami of era templates-al2023"
}
[ -e "$EKS_AMI_DIR/templates/al2023" ] || wrong_era
[ ! -e "$EKS_AMI_DIR/templates/al2" ] || wrong_era

# The Makefile takes variables of these names from the environment too.
unset ami_component_description ami_description ami_name ami_regions
unset ami_users arch associate_public_ip_address aws_region
unset binary_bucket_name binary_bucket_region containerd_version creator
unset custom_endpoint_ec2 enable_accelerator enable_efa enable_fips
unset encrypted iam_instance_profile install_containerd_from_s3 instance_type
unset kms_key_id kubernetes_build_date kubernetes_version launch_block_device_mappings_volume_size
unset nodeadm_build_image nvidia_driver_major_version nvidia_grid_runfile_bucket_name nvidia_repository_url
unset pause_container_image remote_folder runc_version security_group_id
unset source_ami_filter_name source_ami_id source_ami_owners ssh_interface
unset ssh_username ssm_agent_version subnet_id temporary_key_pair_type
unset temporary_security_group_source_cidrs user_data_file volume_type working_dir

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
plain_path "$here"
PACKER_VARIABLE_FILE="$here/variables.json"
if [ ! -f "$PACKER_VARIABLE_FILE" ]; then
  fail "$PACKER_VARIABLE_FILE is missing"
fi
export PACKER_VARIABLE_FILE

cd -- "$EKS_AMI_DIR"
plain_path "$(pwd -P)"
exec make k8s os_distro=al2023 k8s=1.34 kubernetes_version=1.34.9 kubernetes_build_date=2026-07-05 \
  arch=arm64 enable_fips=true aws_region=eu-west-1 ami_name=platform-eks-1.34-v20261121 \
  instance_type=m7g.xlarge
