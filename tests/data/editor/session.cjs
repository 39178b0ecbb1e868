// What Visual Studio Code's JSON service says: schema and text with a cursor (`¦`) in, answers out, all JSON.
//
// node session.cjs FOLDER-WITH-NODE_MODULES < {"schema": …, "texts": […]}
const path = require("node:path");
const { createRequire } = require("node:module");
const here = createRequire(path.join(process.argv[2], "index.js"));
const { getLanguageService, TextDocument } = here("vscode-json-languageservice");

async function main() {
  const { schema, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const service = getLanguageService({});
  service.configure({ validate: true, schemas: [{ uri: "test://schema.json", fileMatch: ["*.json"], schema }] });
  const answers = [];
  for (const marked of texts) {
    const at = marked.indexOf("¦");
    const text = marked.replace("¦", "");
    const document = TextDocument.create("test://request.json", "json", 1, text);
    const tree = service.parseJSONDocument(document);
    const found = await service.doValidation(document, tree);
    const position = document.positionAt(Math.max(at, 0));
    const offered = await service.doComplete(document, position, tree);
    const hover = await service.doHover(document, position, tree);
    answers.push({
      errors: found.map((it) => ({ text: document.getText(it.range), message: it.message, severity: it.severity })),
      offered: (offered ? offered.items : []).map((it) => ({
        label: it.label,
        inserts: it.textEdit ? it.textEdit.newText : it.insertText,
        documentation: it.documentation && (it.documentation.value || it.documentation),
      })),
      hover: hover ? JSON.stringify(hover.contents) : "",
    });
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
