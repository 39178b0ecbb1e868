SHELL := /bin/bash
CLUSTER ?= prod
deploy:
	@set -e; \
	NET=$$(jq -c . net.json); \
	aws ecs run-task --cluster $(CLUSTER) --task-definition $(TD):$(REV) --launch-type FARGATE --network-configuration "$$NET" --started-by "make-$(USER)" \
	  --overrides '{"containerOverrides":[{"name":"$(NAME)","memory":$(MEM),"command":["$(CMD)"]}]}'
args:
	aws ecs run-task $(ARGS)
