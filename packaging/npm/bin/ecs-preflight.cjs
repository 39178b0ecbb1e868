#!/usr/bin/env node
// Runs the binary of this platform's package.
"use strict";
const { spawnSync } = require("node:child_process");

const platform = `@ecs-preflight/${process.platform}-${process.arch}`;

function binary() {
  try {
    return require.resolve(`${platform}/bin/ecs-preflight${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    console.error(`error: ${platform} is not installed: it was left out (\`--omit=optional\`), or there is none`);
    process.exit(2);
  }
}

const run = spawnSync(binary(), process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`error: ${run.error.message}`);
  process.exit(2);
}
// End by the same signal, so that the parent process sees it.
if (run.signal) process.kill(process.pid, run.signal);
process.exitCode = run.status ?? 2;
