#!/bin/sh
# Carries out the upgrade plans of all clusters, wave by wave, by the script in each cluster's folder.
#
# Usage: upgrade.sh [-hln]
#
#   -h  print this text
#   -l  list the steps of every cluster, and which of them are finished
#   -n  print what would be done, and do nothing
#
# Environment: that of the clusters' scripts, and
#   IMAGEWRIGHT_APPROVE      wave:NAME agrees to a wave, "all" to every wave and approval
#   IMAGEWRIGHT_WAVES_STATE  file of the waves that are finished, waves.state beside this one
#
# Clusters that run side by side write into upgrade.log in their folders, and nobody is asked.
#
# Exit codes: 0 finished, 1 clusters failed, 2 wrong usage, 3 a person has to decide.
set -euf

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
state=${IMAGEWRIGHT_WAVES_STATE:-$here/waves.state}
flag=
failed=0

say() {
  printf '%s\n' "$1"
}

# fail CODE TEXT
fail() {
  printf 'upgrade.sh: %s\n' "$2" >&2
  exit "$1"
}

# wave NAME CONCURRENCY FAILURES APPROVE: whether a wave is to be begun.
wave() {
  wave=$1
  concurrency=$2
  budget=$3
  failures=0
  running=0
  queue=
  if [ -f "$state" ] && grep -qxF -e "$1" -- "$state"; then
    say "wave $1: finished before"
    return 1
  fi
  say "wave $1"
  if [ "$4" = true ] && [ -z "$flag" ]; then
    agree
  fi
}

agree() {
  case ",${IMAGEWRIGHT_APPROVE:-}," in
  *",wave:$wave,"* | *,all,*) return 0 ;;
  esac
  if [ ! -t 0 ]; then
    fail 3 "wave $wave needs a yes, and nobody can be asked here: put wave:$wave into IMAGEWRIGHT_APPROVE, or run this at a terminal"
  fi
  printf 'begin wave %s? ' "$wave"
  read -r answer || answer=
  if [ "$answer" != yes ]; then
    fail 3 "wave $wave was not agreed to"
  fi
}

# run FOLDER: runs the script of a cluster.
run() {
  sh -- "$here/$1/upgrade.sh" ${flag:+"$flag"}
}

# missed FOLDER
missed() {
  failures=$((failures + 1))
  failed=$((failed + 1))
  printf 'upgrade.sh: %s failed\n' "$1" >&2
}

# wait_for_oldest: until the cluster that was begun first is finished.
wait_for_oldest() {
  entry=${queue%% *}
  queue=${queue#* }
  running=$((running - 1))
  if ! wait "${entry%%:*}"; then
    missed "${entry#*:}"
  fi
}

# cluster FOLDER
cluster() {
  if [ "$running" -ge "$concurrency" ]; then
    wait_for_oldest
  fi
  if [ "$failures" -gt "$budget" ]; then
    say "$1: not begun, too many clusters of the wave failed"
    return
  fi
  if [ "$concurrency" -eq 1 ] || [ -n "$flag" ]; then
    run "$1" || missed "$1"
    return
  fi
  say "$1: begun"
  run "$1" </dev/null >"$here/$1/upgrade.log" 2>&1 &
  queue="$queue$!:$1 "
  running=$((running + 1))
}

# end SECONDS: ends a wave, and waits.
end() {
  while [ "$running" -gt 0 ]; do
    wait_for_oldest
  done
  if [ "$failures" -gt "$budget" ]; then
    fail 1 "wave $wave: $failures clusters failed, and $budget may"
  fi
  if [ -z "$flag" ]; then
    if [ "$failures" -eq 0 ]; then
      printf '%s\n' "$wave" >>"$state"
    fi
    sleep "$1"
  fi
}

while getopts hln option; do
  case $option in
  h)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0"
    exit 0
    ;;
  l) flag=-l ;;
  n) flag=-n ;;
  *) fail 2 "usage: upgrade.sh [-hln]" ;;
  esac
done
shift $((OPTIND - 1))
if [ $# -gt 0 ]; then
  fail 2 "usage: upgrade.sh [-hln]"
fi

if wave canary 1 0 false; then
  :
  cluster shop/orders
  end 60
fi

if wave rest 2 1 true; then
  :
  cluster shop/billing
  cluster reports
  cluster shop/search
  cluster shop/blocked
  end 0
fi

if [ "$failed" -gt 0 ]; then
  fail 1 "$failed clusters failed"
fi
say 'finished'
