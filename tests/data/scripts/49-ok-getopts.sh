#!/bin/sh
while getopts c:t:n: o; do case $o in c) C=$OPTARG;; t) T=$OPTARG;; n) N="--network-configuration $OPTARG";; esac; done
aws ecs run-task --cluster "$C" --task-definition "$T" --launch-type FARGATE $N
aws ecs run-task --cluster "$C" --task-definition "$T" --launch-type FARGATE ${N:+--network-configuration "$N"}
set -- --cluster c --task-definition w --launch-type FARGATE
[ -n "$NET" ] && set -- "$@" --network-configuration "$NET"
aws ecs run-task "$@"
run() { aws ecs run-task --cluster c --launch-type FARGATE "$@"; }
run --task-definition w --network-configuration "$NET"
run2() { local td=$1; shift; aws ecs run-task --cluster c --task-definition "$td" --launch-type FARGATE ${@}; }
cat options | xargs aws ecs run-task --cluster c --task-definition w --launch-type FARGATE
parallel aws ecs run-task --cluster c --launch-type FARGATE ::: a
