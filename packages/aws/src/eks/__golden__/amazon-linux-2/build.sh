#!/bin/sh
# Makes image al2-gpu, Amazon Linux 2 with Kubernetes 1.32.9, with amazon-eks-ami.
#
# Usage: build.sh [EKS_AMI_DIR]
#
# EKS_AMI_DIR is a checkout of awslabs/amazon-eks-ami of era templates;
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
  fail "$EKS_AMI_DIR is no checkout of amazon-eks-ami of era templates"
}
[ -e "$EKS_AMI_DIR/templates/al2" ] || wrong_era
[ -e "$EKS_AMI_DIR/templates/al2023" ] || wrong_era

# The Makefile takes variables of these names from the environment too.
unset additional_yum_repos ami_component_description ami_description ami_name
unset ami_regions ami_users arch associate_public_ip_address
unset aws_region binary_bucket_name binary_bucket_region cache_container_images
unset cni_plugin_version containerd_version creator custom_endpoint_ec2
unset docker_version enable_accelerator enable_efa enable_fips
unset encrypted iam_instance_profile install_containerd_from_s3 instance_type
unset kernel_version kms_key_id kubernetes_build_date kubernetes_version
unset launch_block_device_mappings_volume_size nvidia_driver_version pause_container_version pull_cni_from_github
unset remote_folder runc_version security_group_id source_ami_filter_name
unset source_ami_id source_ami_owners ssh_interface ssh_username
unset ssm_agent_version subnet_id temporary_security_group_source_cidrs user_data_file
unset volume_type working_dir

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
plain_path "$here"
PACKER_VARIABLE_FILE="$here/variables.json"
if [ ! -f "$PACKER_VARIABLE_FILE" ]; then
  fail "$PACKER_VARIABLE_FILE is missing"
fi
export PACKER_VARIABLE_FILE

cd -- "$EKS_AMI_DIR"
plain_path "$(pwd -P)"
exec make k8s os_distro=al2 k8s=1.32 kubernetes_version=1.32.9 kubernetes_build_date=2025-11-05 \
  arch=x86_64 enable_accelerator=nvidia aws_region=us-gov-west-1 \
  launch_block_device_mappings_volume_size=12
