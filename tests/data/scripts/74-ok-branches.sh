#!/bin/bash
args=(--cluster prod --task-definition web)
if [ "$ON" = ec2 ]; then args+=(--launch-type EC2); else args+=(--launch-type FARGATE); fi
aws ecs run-task "${args[@]}"

case "$ON" in
  spot) how=(--capacity-provider-strategy capacityProvider=FARGATE_SPOT) ;;
  *) how=(--launch-type EC2) ;;
esac
aws ecs run-task --task-definition web "${how[@]}"

count=(--count 1)
[ -n "$MANY" ] && count=(--count 5)
(( FEW )) || count+=(--count 2)
aws ecs run-task --task-definition web "${count[@]}"

run() {
  local extra=()
  if [[ "$1" == spot ]]; then
    extra+=(--capacity-provider-strategy capacityProvider=FARGATE_SPOT)
  elif [[ "$1" == ec2 ]]; then
    extra+=(--launch-type EC2)
  else
    extra+=(--launch-type EXTERNAL)
  fi
  aws ecs run-task --task-definition web "${extra[@]}"
}

on_ec2() { where+=(--launch-type EC2); }
on_spot() { where+=(--capacity-provider-strategy capacityProvider=FARGATE_SPOT); }
where=()
"on_$ON"
aws ecs run-task --task-definition web "${where[@]}"
