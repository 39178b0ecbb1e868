#!/bin/bash
ssh host bash -s <<'EOF'
aws ecs run-task --cluster c --task-definition w:latest
EOF
cat <<'EOF' | ssh host
aws ecs run-task --cluster c --task-definition w:latest
EOF
sudo tee /usr/local/bin/job > /dev/null <<'EOF'
aws ecs run-task --cluster c --task-definition w:latest
EOF
cat > "$DIR/job.sh" <<EOF
aws ecs run-task --cluster c --task-definition w:latest
EOF
cat > /opt/job <<'EOF'
#!/bin/sh
aws ecs run-task --cluster c --task-definition w:latest
EOF
