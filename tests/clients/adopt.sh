#!/usr/bin/env bash
# From nothing to gated: the chapter docs/src/adopt.md, run in a scratch repository.
#
#   adopt.sh FOLDER
#
# FOLDER is empty. Commands called `pip`, `pre-commit` and `ecs-preflight` are expected as on a developer's
# machine; tests/clients/adoption.rs arranges that they are those of this checkout. The blocks between `SHOWN` are what
# the chapter shows, word for word; what stands around them only looks at what came of it.
set -euo pipefail

repository=$1
cd "$repository"
git init -q
# The output of git and the program, to look at after a failure.
log="$repository/../adopt.log"
: >"$log"

said() { # TEXT: the last block printed it
  grep -qF -- "$1" "$repository/../last.log" || { echo "error: nobody said: $1"; cat "$repository/../last.log"; exit 1; }
}
block() { # passes|fails, and the commands on stdin
  local wanted=$1 status=0
  cat >"$repository/../block.sh"
  bash -e "$repository/../block.sh" >"$repository/../last.log" 2>&1 || status=$?
  cat "$repository/../block.sh" "$repository/../last.log" >>"$log"
  case "$wanted:$status" in
    passes:0) ;;
    fails:0) echo "error: this passes:"; cat "$repository/../block.sh" "$repository/../last.log"; exit 1 ;;
    passes:*) echo "error: this fails:"; cat "$repository/../block.sh" "$repository/../last.log"; exit 1 ;;
  esac
}

# The hook is installed.
block passes <<'SHOWN'
pip install ecs-preflight pre-commit
cat > .pre-commit-config.yaml <<'END'
repos:
- repo: https://github.com/ecs-preflight/ecs-preflight
  rev: v0.1.0
  hooks:
  - id: ecs-preflight-py
END
pre-commit install
git add .pre-commit-config.yaml
git commit -m "Check launch requests"
SHOWN
test -x .git/hooks/pre-commit

# The hook rejects an invalid request on commit.
block fails <<'SHOWN'
mkdir -p jobs
cat > jobs/nightly.json <<'END'
{
  "cluster": "prod",
  "taskDefinition": "report:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "overrides": {
    "containerOverrides": [{"name": "report", "memory": "512"}]
  }
}
END
git add jobs
git commit -m "Report every night"
SHOWN
said "error[wrong-type]: \`memory\` must be an integer, not a string"
said "jobs/nightly.json:6:57"
test "$(git log --format=%s)" = "Check launch requests"

# --fix fixes it.
block passes <<'SHOWN'
ecs-preflight check --fix jobs
git add jobs
git commit -m "Report every night"
SHOWN
grep -qF '"memory": 512}' jobs/nightly.json

# A finding that cannot be fixed yet is suppressed, with a reason and an expiry date.
block passes <<'SHOWN'
cat > jobs/weekly.json <<'END'
{
  "taskDefinition": "report:12",
  "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],
  "startedBy": "weekly report"
}
END
ecs-preflight check --add-ignore --reason "the dashboard knows it by this name, OPS-123" --expires 2030-06-30 jobs
git add jobs ecs-preflight.ignore.toml
git commit -m "Report every week"
SHOWN
grep -qF 'OPS-123' ecs-preflight.ignore.toml

# CI runs the hook on everything, and writes a report for code scanning.
block passes <<'SHOWN'
pre-commit run --all-files
ecs-preflight check --format human --format sarif=ecs-preflight.sarif
SHOWN

# After its last day the entry fails.
export SOURCE_DATE_EPOCH=1909180800 # 2030-07-02
block fails <<'SHOWN'
pre-commit run --all-files
SHOWN
said "ignore-expired"
said "started-by-charset"
unset SOURCE_DATE_EPOCH

# The same findings in SARIF and as annotations, from a file that tries to speak for itself.
printf '%s\n' '{"taskDefinition": "report:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"],' \
  ' "startedBy": "100%\n::error::owned\u001b[31m,:%0A"}' >jobs/hostile.json
ecs-preflight check --format sarif=../hostile.sarif --format json=../hostile.json --format github jobs/hostile.json \
  >../hostile.github && exit 1
echo "gated"
