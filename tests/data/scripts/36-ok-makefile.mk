run:
	@aws ecs run-task --cluster $(CLUSTER) --task-definition $(FAMILY) \
	  --overrides '{"containerOverrides":[{"name":"$(NAME)"}]}' $(OPTIONS) | jq .
