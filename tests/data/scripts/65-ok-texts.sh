cat <<'EOF' > "$TMP/cron"
0 3 * * * root aws ecs run-task --cluster c --task-definition w
EOF
cat <<'EOF' >> $GITHUB_STEP_SUMMARY
aws ecs run-task --cluster CLUSTER --launch-type FARGATE
EOF
cat <<-'EOF' >&2
	aws ecs run-task --launch-type FARGATE
	EOF
cat << 'EOF' > /tmp/doc.adoc && cp /tmp/doc.adoc x
aws ecs run-task --launch-type FARGATE
EOF
: <<'COMMENT'
aws ecs run-task --launch-type FARGATE
COMMENT
aws ecs run-task --cluster c --task-definition w
