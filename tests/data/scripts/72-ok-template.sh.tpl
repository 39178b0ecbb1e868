#!/bin/bash
aws ecs run-task --cluster ${cluster} --task-definition t --network-configuration 'awsvpcConfiguration={subnets=[${join(",", subnets)}],securityGroups=[${group}]}'
aws ecs run-task --cluster c --task-definition t --overrides '{"containerOverrides":[{"name":"${name}","memory":${memory}}]}'
