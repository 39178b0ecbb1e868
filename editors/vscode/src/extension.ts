// Starts `ecs-preflight server` and shows its state. Everything else is in the language server.

import { existsSync } from "node:fs";
import * as path from "node:path";
import {
  commands,
  ExtensionContext,
  languages,
  LanguageStatusItem,
  LanguageStatusSeverity,
  LogOutputChannel,
  window,
  workspace,
} from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions, State } from "vscode-languageclient/node";

const LANGUAGES = ["json", "jsonc", "yaml", "shellscript", "makefile", "dockerfile"];
const FIX_ALL = "source.fixAll.ecs-preflight";
const CREATE_REQUEST = "refactor.rewrite.ecs-preflight.create-request";

let client: LanguageClient | undefined;
// Restarts happen one after the other, so that no server is left behind.
let restarts: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("ecs-preflight", { log: true });
  const status = languages.createLanguageStatusItem("ecs-preflight", LANGUAGES.map((language) => ({ language })));
  status.name = "ecs-preflight";
  status.command = { command: "ecs-preflight.showLog", title: "Show Log" };

  const apply = (kind: string) => commands.executeCommand("editor.action.codeAction", { kind, apply: "first" });
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand("ecs-preflight.restart", () => restart(context, log, status)),
    commands.registerCommand("ecs-preflight.showLog", () => log.show()),
    commands.registerCommand("ecs-preflight.fixAll", () => apply(FIX_ALL)),
    commands.registerCommand("ecs-preflight.createRequest", () => apply(CREATE_REQUEST)),
    workspace.onDidChangeConfiguration((event) => {
      const needsRestart = ["path", "diagnostics", "leaveOutSchema"];
      if (needsRestart.some((name) => event.affectsConfiguration(`ecs-preflight.${name}`))) {
        void restart(context, log, status);
      }
    }),
  );
  await start(context, log, status);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function restart(context: ExtensionContext, log: LogOutputChannel, status: LanguageStatusItem): Promise<void> {
  restarts = restarts.then(async () => {
    await client?.stop().catch((error) => log.error(String(error)));
    await start(context, log, status);
  });
  return restarts;
}

async function start(context: ExtensionContext, log: LogOutputChannel, status: LanguageStatusItem): Promise<void> {
  const settings = workspace.getConfiguration("ecs-preflight");
  const command = program(context, settings.get("path", ""));
  const server: ServerOptions = { command, args: ["server"] };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: {
      diagnostics: settings.get("diagnostics", "auto"),
      leaveOutSchema: settings.get("leaveOutSchema", false),
    },
    outputChannel: log,
  };
  client = new LanguageClient("ecs-preflight", "ecs-preflight", server, options);
  client.onDidChangeState(({ newState }) => show(newState, status));
  try {
    await client.start();
    log.info(`started ${command}`);
  } catch (error) {
    show(State.Stopped, status);
    log.error(`cannot start ${command}: ${error}`);
  }
}

/** The program of the settings, the one that comes with the extension, or the one on `PATH`. */
function program(context: ExtensionContext, configured: string): string {
  if (configured !== "") {
    return configured;
  }
  const name = process.platform === "win32" ? "ecs-preflight.exe" : "ecs-preflight";
  const bundled = path.join(context.extensionPath, "bin", name);
  return existsSync(bundled) ? bundled : name;
}

function show(state: State, status: LanguageStatusItem): void {
  status.busy = state === State.Starting;
  status.text = state === State.Stopped ? "ecs-preflight is not running" : "ecs-preflight";
  status.severity = state === State.Stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
}
