// Makes the package of a platform: node platform.cjs linux-x64 PATH-OF-BINARY FOLDER
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const [name, binary, folder] = process.argv.slice(2);
const main = JSON.parse(fs.readFileSync(path.join(__dirname, "package.json"), "utf8"));
const whole = `@ecs-preflight/${name}`;
if (!folder || !(whole in main.optionalDependencies)) {
  console.error(`error: usage: platform.cjs PLATFORM BINARY FOLDER; platforms: ${Object.keys(main.optionalDependencies).join(", ")}`);
  process.exit(2);
}
const [os, cpu] = name.split("-");
const file = `bin/ecs-preflight${os === "win32" ? ".exe" : ""}`;
fs.mkdirSync(path.join(folder, "bin"), { recursive: true });
fs.copyFileSync(binary, path.join(folder, file));
fs.chmodSync(path.join(folder, file), 0o755);
const manifest = {
  name: whole,
  version: main.version,
  description: `${main.description} The binary for ${name}.`,
  license: main.license,
  repository: main.repository,
  os: [os],
  cpu: [cpu],
  files: ["bin"],
  preferUnplugged: true,
};
fs.writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
