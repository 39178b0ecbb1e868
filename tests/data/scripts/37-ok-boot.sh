#!/bin/bash
cluster="prod"
task_def="agent"
az=$(curl -s http://instance-data/latest/meta-data/placement/availability-zone)
region=${az:0:${#az} - 1}
echo "
cluster=$cluster
az=$az
aws ecs start-task --cluster $cluster --task-definition $task_def --container-instances \$instance_arn --started-by \$instance_arn --region $region" >> /etc/rc.local
aws ecs start-task --cluster $cluster --task-definition $task_def --container-instances $instance_arn --started-by $instance_arn --region $region
