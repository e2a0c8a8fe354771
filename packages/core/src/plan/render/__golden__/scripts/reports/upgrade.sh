#!/bin/sh
# Carries out the upgrade plan of one cluster with kubectl, and goes on where it stopped.
#
# Usage: upgrade.sh [-hln] [-c CONTEXT] [-s STEP] [-w CONTEXT]
#
#   -c CONTEXT  context of the cluster whose objects are changed
#   -h          print this text
#   -l          list the steps, and which of them are finished
#   -n          print what would be done, and do nothing
#   -s STEP     begin at a step, by its number or id, and leave out those before it
#   -w CONTEXT  context of the workload cluster, where the nodes of pools are looked at
#
# Environment:
#   KUBECTL                       program that is called, kubectl
#   IMAGEWRIGHT_APPROVE           ids of steps that are agreed to, with commas; "all" for approvals
#   IMAGEWRIGHT_CONTEXT           the same as -c
#   IMAGEWRIGHT_WORKLOAD_CONTEXT  the same as -w
#   IMAGEWRIGHT_STATE             file of the steps that are finished, upgrade.state beside this one
#   IMAGEWRIGHT_TIMEOUT           seconds a rollout may take, 7200
#   IMAGEWRIGHT_INTERVAL          seconds between two looks at a rollout, 15
#
# Exit codes: 0 finished, 1 refused or kubectl failed, 2 wrong usage, 3 a person has to decide or to
# look, 4 not finished in time.
set -euf

cluster=reports
total=9
blockers=0
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
KUBECTL=${KUBECTL:-kubectl}
context=${IMAGEWRIGHT_CONTEXT:-}
workload_context=${IMAGEWRIGHT_WORKLOAD_CONTEXT:-}
state=${IMAGEWRIGHT_STATE:-$here/upgrade.state}
timeout=${IMAGEWRIGHT_TIMEOUT:-7200}
interval=${IMAGEWRIGHT_INTERVAL:-15}
first=1
is_dry=no
mode=run

say() {
  printf '%s\n' "$1"
}

# fail CODE TEXT
fail() {
  printf 'upgrade.sh: %s: %s\n' "$cluster" "$2" >&2
  exit "$1"
}

# with_steps COMMAND: calls the command with number, id and title of every step.
with_steps() {
  :
  "$1" 1 qhdx7q4xsm 'Keep NodePool reports from replacing nodes'
  "$1" 2 dvgldgncjh 'Upgrade the control plane to v1.32.13'
  "$1" 3 d2ppvlxh75 'Create NodePool reports-canary'
  "$1" 4 b868crlpfc 'See that nodes of NodePool reports-canary are well'
  "$1" 5 cccrkwqdz6 'Delete NodePool reports-canary'
  "$1" 6 bdb4kjwd99 'Point EC2NodeClass main at the new image'
  "$1" 7 qmm46zcvt9 'Let NodePool reports replace nodes'
  "$1" 8 kc65kw5dx4 'Put the budgets of NodePool reports back'
  "$1" 9 jtc2qqd4vb 'Change the class'
}

is_finished() {
  [ -f "$state" ] && grep -qxF -e "$1" -- "$state"
}

list_step() {
  if is_finished "$2"; then
    printf '%s %s [x] %s\n' "$1" "$2" "$3"
  else
    printf '%s %s [ ] %s\n' "$1" "$2" "$3"
  fi
}

find_step() {
  if [ "$wanted" = "$1" ] || [ "$wanted" = "$2" ]; then
    first=$1
  fi
}

kube() {
  if [ -n "$context" ]; then
    "$KUBECTL" --context="$context" "$@"
  else
    "$KUBECTL" "$@"
  fi
}

quote() {
  printf "'%s'" "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")"
}

# change ARGUMENTS: runs kubectl, or shows how it would be called.
change() {
  if [ "$is_dry" = no ]; then
    kube "$@"
    return
  fi
  printf '  %s' "$KUBECTL"
  for argument in "$@"; do
    printf ' %s' "$(quote "$argument")"
  done
  printf '\n'
}

# value OBJECT NAMESPACE JSONPATH
value() {
  kube get "$1" ${2:+"--namespace=$2"} --output="jsonpath=$3" </dev/null
}

# begin NUMBER ID TITLE: whether a step is to be done.
begin() {
  if is_finished "$2"; then
    say "[$1/$total] $3: finished before"
    return 1
  fi
  if [ "$1" -lt "$first" ]; then
    say "[$1/$total] $3: left out"
    return 1
  fi
  say "[$1/$total] $3"
}

# resume NUMBER ID TITLE: whether a step that was begun is to be finished.
resume() {
  if is_finished "$2" || [ "$1" -lt "$first" ]; then
    return 1
  fi
  say "[$1/$total] $3: waiting"
}

finish() {
  if [ "$is_dry" = no ]; then
    printf '%s\n' "$1" >>"$state"
  fi
}

# ask KIND ID TEXT: goes on if a person agrees; KIND is approve, or look.
ask() {
  if [ "$is_dry" = yes ]; then
    say "  would ask: $3"
    return
  fi
  case ",${IMAGEWRIGHT_APPROVE:-}," in
  *",$2,"*)
    say "  agreed: $3"
    return
    ;;
  *,all,*)
    if [ "$1" = approve ]; then
      say "  agreed: $3"
      return
    fi
    ;;
  esac
  if [ ! -t 0 ]; then
    fail 3 "$3 Nobody can be asked here: put $2 into IMAGEWRIGHT_APPROVE, or run this at a terminal."
  fi
  printf '  %s\n  yes? ' "$3"
  read -r answer || answer=
  if [ "$answer" != yes ]; then
    fail 3 "this was not agreed to: $3"
  fi
}

# create OBJECT NAMESPACE JSONPATH CONTENT: creates what it reads. An object that is there already
# has to say the same.
create() {
  if [ "$is_dry" = yes ]; then
    change create --filename=-
    sed 's/^/    /'
    return
  fi
  there=$(kube get "$1" ${2:+"--namespace=$2"} --ignore-not-found --output=name </dev/null)
  if [ -z "$there" ]; then
    kube create --filename=-
    return
  fi
  found=$(value "$1" "$2" "$3" && printf x)
  if [ "$found" != "$4x" ]; then
    fail 1 "$1 is there already and says something else"
  fi
  say "  $1 is there already"
}

# target OBJECT NAMESPACE: what the next fields and the patch are about.
target() {
  target=$1
  namespace=$2
  is_old=no
}

# field JSONPATH OLD NEW: the field has to hold one of the two.
field() {
  if [ "$is_dry" = yes ]; then
    is_old=yes
    return
  fi
  found=$(value "$target" "$namespace" "$1" && printf x)
  if [ "$found" = "$3x" ]; then
    return
  fi
  if [ "$found" != "$2x" ]; then
    fail 1 "$1 of $target is '${found%x}'; the plan expects '$2', and makes '$3' of it"
  fi
  is_old=yes
}

# patch TYPE BODY: makes the change, unless every field holds the new value.
patch() {
  if [ "$is_old" = no ]; then
    say "  $target is changed already"
    return
  fi
  change patch "$target" ${namespace:+"--namespace=$namespace"} --type="$1" --patch="$2"
}

# remove OBJECT NAMESPACE
remove() {
  change delete "$1" ${2:+"--namespace=$2"} --ignore-not-found
}

# remove_unused OBJECT NAMESPACE NAME: removes a template, unless a MachineSet still refers to it.
remove_unused() {
  path='{range .items[*]}{.spec.template.spec.infrastructureRef.name}{"\n"}{.spec.template.spec.bootstrap.configRef.name}{"\n"}{end}'
  if [ "$is_dry" = no ]; then
    used=$(kube get machinesets.cluster.x-k8s.io ${2:+"--namespace=$2"} --output="jsonpath=$path" </dev/null)
    if printf '%s\n' "$used" | grep -qxF -e "$3"; then
      say "  $1 stays: a MachineSet refers to it"
      return
    fi
  fi
  remove "$1" "$2"
}

# rest SECONDS
rest() {
  if [ "$is_dry" = yes ]; then
    say "  would wait for $1 seconds"
  else
    sleep "$1"
  fi
}

# as_intended HOW FOUND WANTED
as_intended() {
  case $1 in
  same)
    # A counter that is 0 may be left out.
    if [ -z "$2" ]; then
      [ "$3" = 0 ]
    else
      [ "${2#v}" = "${3#v}" ]
    fi
    ;;
  minor)
    case ${2#v} in
    "${3#v}" | "${3#v}".* | "${3#v}"-*) return 0 ;;
    *) return 1 ;;
    esac
    ;;
  not) [ "$2" != "$3" ] ;;
  without)
    case ",$2," in
    *",$3,"*) return 1 ;;
    *) return 0 ;;
    esac
    ;;
  none) [ -z "$2" ] || [ "$2" = 0 ] ;;
  *) return 1 ;;
  esac
}

# unfinished: of lines "NAME HOW :FOUND :WANTED", those that are not as they have to be.
unfinished() {
  while read -r name how found wanted; do
    if [ -n "$name" ] && ! as_intended "$how" "${found#:}" "${wanted#:}"; then
      printf '%s is "%s" (%s "%s"); ' "$name" "${found#:}" "$how" "${wanted#:}"
    fi
  done
}

# wait_until WHAT COMMAND: until every line that the command prints is as it has to be.
wait_until() {
  what=$1
  shift
  if [ "$is_dry" = yes ]; then
    say "  would wait for $what"
    return
  fi
  waited=0
  before=
  while :; do
    if report=$("$@"); then
      left=$(printf '%s\n' "$report" | unfinished)
    else
      left='kubectl failed'
    fi
    if [ -z "$left" ]; then
      say "  $what is finished"
      return
    fi
    if [ "$left" != "$before" ]; then
      say "  $what: $left"
      before=$left
    fi
    if [ "$waited" -ge "$timeout" ]; then
      fail 4 "$what is not finished after $waited seconds: $left"
    fi
    sleep "$interval"
    waited=$((waited + (interval > 0 ? interval : 1)))
  done
}

# wait_for OBJECT NAMESPACE JSONPATH
wait_for() {
  wait_until "the rollout of $1" value "$1" "$2" "$3"
}

# reports OBJECT NAMESPACE JSONPATH: whether an object says something there.
reports() {
  [ "$is_dry" = no ] && [ -n "$3" ] && [ -n "$(value "$1" "$2" "$3")" ]
}

# wait_for_nodes ID OBJECT NAMESPACE WHERE SELECTOR NAMES HOW VERSION LEAST
wait_for_nodes() {
  id=$1
  shift
  if [ "$3" = workload ] && [ -z "$workload_context" ]; then
    ask look "$id" "Does every node of $1 run the kubelet $7? Manifests do not tell; with -w CONTEXT the nodes are looked at."
  else
    wait_until "the rollout of the nodes of $1" node_lines "$@"
  fi
}

# node_lines OBJECT NAMESPACE WHERE SELECTOR NAMES HOW VERSION LEAST
node_lines() {
  path='{range .items[*]}{.metadata.name} {.status.nodeInfo.kubeletVersion}{"\n"}{end}'
  if [ "$3" = same ]; then
    nodes=$(kube get nodes --selector="$4" --output="jsonpath=$path" </dev/null) || return 1
    if [ -z "$nodes" ] && [ "$8" -gt 0 ]; then
      printf 'nodes same :0 :%s\n' "$8"
    fi
    printf '%s\n' "$nodes" | while read -r name kubelet; do
      if [ -n "$name" ]; then
        printf '%s %s :%s :%s\n' "$name" "$6" "${kubelet%%-eks-*}" "$7"
      fi
    done
    return
  fi
  names=$(value "$1" "$2" "{$5}") || return 1
  replicas=$(value "$1" "$2" '{.spec.replicas}') || return 1
  nodes=$("$KUBECTL" --context="$workload_context" get nodes --output="jsonpath=$path" </dev/null) ||
    return 1
  count=0
  for node in $names; do
    count=$((count + 1))
    kubelet=$(printf '%s\n' "$nodes" | kubelet_of "$node")
    printf '%s %s :%s :%s\n' "$node" "$6" "${kubelet%%-eks-*}" "$7"
  done
  printf 'nodes same :%s :%s\n' "$count" "$replicas"
}

# kubelet_of NODE: reads lines of names and versions.
kubelet_of() {
  while read -r name kubelet; do
    if [ "$name" = "$1" ]; then
      printf '%s' "$kubelet"
    fi
  done
}

while getopts c:hlns:w: option; do
  case $option in
  c) context=$OPTARG ;;
  h)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0"
    exit 0
    ;;
  l) mode=list ;;
  n) is_dry=yes ;;
  s)
    first=0
    wanted=$OPTARG
    with_steps find_step
    if [ "$first" -eq 0 ]; then
      fail 2 "there is no step $wanted; -l lists the steps"
    fi
    ;;
  w) workload_context=$OPTARG ;;
  *) fail 2 "usage: upgrade.sh [-hln] [-c CONTEXT] [-s STEP] [-w CONTEXT]" ;;
  esac
done
shift $((OPTIND - 1))
if [ $# -gt 0 ]; then
  fail 2 "usage: upgrade.sh [-hln] [-c CONTEXT] [-s STEP] [-w CONTEXT]"
fi

if [ "$mode" = list ]; then
  with_steps list_step
  exit 0
fi
if [ "$blockers" -gt 0 ]; then
  :
  fail 1 'the plan cannot be carried out'
fi

# Stage 1
if begin 1 qhdx7q4xsm 'Keep NodePool reports from replacing nodes'; then
  target nodepools.v1.karpenter.sh/reports ''
  field '{.spec.disruption.budgets}' '[{"nodes":"10%"}]' '[{"nodes":"10%"},{"nodes":"0","reasons":["Drifted"]}]'
  patch merge '{"spec":{"disruption":{"budgets":[{"nodes":"10%"},{"nodes":"0","reasons":["Drifted"]}]}}}'
  finish qhdx7q4xsm
fi

# Stage 2
if begin 2 dvgldgncjh 'Upgrade the control plane to v1.32.13'; then
  ask approve dvgldgncjh 'Upgrade the control plane to v1.32.13. Nodes follow the control plane.'
  finish dvgldgncjh
fi

# Stage 3
if begin 3 d2ppvlxh75 'Create NodePool reports-canary'; then
  create nodepools.v1.karpenter.sh/reports-canary '' '{.spec.weight}{"\n"}{.spec.limits.cpu}{"\n"}' '1
8
' <<'IMAGEWRIGHT_MANIFEST'
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: reports-canary
spec:
  weight: 1
  limits:
    cpu: "8"
IMAGEWRIGHT_MANIFEST
  finish d2ppvlxh75
fi

# Stage 4
if begin 4 b868crlpfc 'See that nodes of NodePool reports-canary are well'; then
  wait_for nodepools.v1.karpenter.sh/reports-canary '' 'Ready same :{.status.conditions[?(@.type=="Ready")].status} :True{"\n"}'
  wait_for_nodes b868crlpfc nodepools.v1.karpenter.sh/reports-canary '' same karpenter.sh/nodepool=reports-canary '' same v1.32.13 1
  finish b868crlpfc
fi

# Stage 5
if begin 5 cccrkwqdz6 'Delete NodePool reports-canary'; then
  remove nodepools.v1.karpenter.sh/reports-canary ''
  finish cccrkwqdz6
fi

# Stage 6
if begin 6 bdb4kjwd99 'Point EC2NodeClass main at the new image'; then
  target ec2nodeclasses.v1.karpenter.k8s.aws/main ''
  field '{.spec.amiSelectorTerms}' '[{"id":"ami-1"}]' '[{"id":"ami-2"}]'
  patch merge '{"spec":{"amiSelectorTerms":[{"id":"ami-2"}]}}'
  finish bdb4kjwd99
fi

# Stage 7
if begin 7 qmm46zcvt9 'Let NodePool reports replace nodes'; then
  target nodepools.v1.karpenter.sh/reports ''
  field '{.spec.disruption.budgets}' '[{"nodes":"10%"},{"nodes":"0","reasons":["Drifted"]}]' '[{"nodes":"1"}]'
  patch merge '{"spec":{"disruption":{"budgets":[{"nodes":"1"}]}}}'
fi
if resume 7 qmm46zcvt9 'Let NodePool reports replace nodes'; then
  wait_for nodepools.v1.karpenter.sh/reports '' 'Ready same :{.status.conditions[?(@.type=="Ready")].status} :True{"\n"}'
  wait_for_nodes qmm46zcvt9 nodepools.v1.karpenter.sh/reports '' same karpenter.sh/nodepool=reports '' same v1.32.13 0
  finish qmm46zcvt9
fi

# Stage 8
if begin 8 kc65kw5dx4 'Put the budgets of NodePool reports back'; then
  target nodepools.v1.karpenter.sh/reports ''
  field '{.spec.disruption.budgets}' '[{"nodes":"1"}]' '[{"nodes":"10%"}]'
  patch merge '{"spec":{"disruption":{"budgets":[{"nodes":"10%"}]}}}'
  finish kc65kw5dx4
fi

# Stage 9
if begin 9 jtc2qqd4vb 'Change the class'; then
  target ec2nodeclasses.v1.karpenter.k8s.aws/main ''
  field '{.spec.role}' nodes workers
  patch merge '{"spec":{"role":"workers"}}'
  finish jtc2qqd4vb
fi

say "$cluster: finished"
