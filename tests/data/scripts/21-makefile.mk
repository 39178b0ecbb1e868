CLUSTER ?= prod
SUBNETS := subnet-0123456789abcdef0

.PHONY: migrate
migrate: build
	@echo migrating
	aws ecs run-task --cluster $(CLUSTER) --task-definition web \
		--launch-type FARGATE \
		--network-configuration 'awsvpcConfiguration={subnets=[$(SUBNETS)]}' \
		--overrides '{"containerOverrides":[{"name":"$(NAME)","command":["migrate"],"cpu":"256"}]}'

shell:
	-aws ecs run-task --cluster $(CLUSTER) --task-definition web --overrides '{"containerOverrides":[{"name":"$$NAME"}]}'
