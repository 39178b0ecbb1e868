for env in dev prod; do
  aws ecs run-task --cluster "$env-cluster" --task-definition "app-$env" --launch-type FARGATE --network-configuration "file://net-$env.json"
done
for i in $(seq 1 3); do aws ecs run-task --cluster c --task-definition w --started-by "load-$i" --count 1; done
declare -a ARGS
ARGS+=(--cluster c)
ARGS+=(--launch-type FARGATE)
if $X; then ARGS+=(--network-configuration "$N"); fi
aws ecs run-task --task-definition w "${ARGS[@]}"
launch() {
  local -a a=(--cluster c --launch-type FARGATE)
  a+=("$@")
  aws ecs run-task "${a[@]}"
}
IFS=' ' read -r -a WORDS <<< "$OPTIONS"
aws ecs run-task --cluster c --task-definition w --launch-type FARGATE "${WORDS[@]}"
