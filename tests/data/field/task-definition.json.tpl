{
  "family": "${family}",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "${cpu}",
  "memory": "${memory}",
  "containerDefinitions": [
    {
      "name": "${container_name}",
      "image": "${repository_url}:${tag}",
      "essential": true,
      "portMappings": [{ "containerPort": ${port} }],
      "environment": ${jsonencode(environment)}
    }
  ]
}
