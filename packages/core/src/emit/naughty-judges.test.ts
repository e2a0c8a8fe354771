import { naughtyStrings, requirePython, requireTool } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import { runJudge } from "./__fixtures__/run-judge.ts";
import {
  emitCloudConfig,
  emitCommand,
  emitHclVariables,
  emitJson,
  emitMakeLine,
  emitMultipart,
  emitToml,
  emitYaml,
  emitYamlDocuments,
  shellWord,
  shellWords,
} from "./index.ts";

// Every program reads all strings in one run: what it understood is compared with what was meant.

const timeout = 60_000;
const byNumber = Object.fromEntries(naughtyStrings.map((text, index) => [`k${index}`, text]));
const byText = Object.fromEntries(naughtyStrings.map((text, index) => [text, `v${index}`]));
const document = { values: byNumber, keys: byText, list: naughtyStrings };

describe("shells print every word back", () => {
  test.for(["bash", "dash"])("%s", { timeout }, (shell, context) => {
    const program = requireTool(context, shell);
    const printed = (words: string): string[] => {
      const { status, stdout, stderr } = runJudge(program, ["script"], { script: words });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      return stdout.split("\0").slice(0, -1);
    };
    expect(printed(`printf '%s\\0' ${shellWords(naughtyStrings)}\n`)).toEqual(naughtyStrings);
    expect(printed(emitCommand(["printf", "%s\\0", ...naughtyStrings]))).toEqual(naughtyStrings);
    const flags = naughtyStrings.map((text) => `--flag=${shellWord(text)}end`).join(" ");
    expect(printed(`printf '%s\\0' ${flags}\n`)).toEqual(
      naughtyStrings.map((text) => `--flag=${text}end`),
    );
  });

  test("shellcheck has no warning but typographic quotes", { timeout }, (context) => {
    const program = requireTool(context, "shellcheck");
    const script = emitCommand(["printf", "%s\\0", ...naughtyStrings.filter(isLongerThanBlank)]);
    const options = ["-s", "sh", "-S", "warning", "-e", "SC1112,SC2016", "script"];
    expect(runJudge(program, options, { script }).stdout).toBe("");
  });
});

describe("Python reads every string", () => {
  const yaml = `import json, sys, yaml
with open("file", encoding="utf-8", newline="") as file:
    json.dump(list(yaml.load_all(file.read(), Loader=getattr(yaml, sys.argv[1]))), sys.stdout)
`;
  const toml = `import json, sys, tomllib
with open("file", "rb") as file:
    json.dump(tomllib.load(file), sys.stdout)
`;

  test.for(["SafeLoader", "CSafeLoader"])("PyYAML's %s", { timeout }, (loader, context) => {
    const python = requirePython(context, "yaml");
    const file = emitYamlDocuments([document, ...naughtyStrings, { [loader]: 1e-7 }]);
    const verdict = runJudge(python, ["-c", yaml, loader], { file });
    expect(verdict.stderr).toBe("");
    expect(JSON.parse(verdict.stdout)).toEqual([document, ...naughtyStrings, { [loader]: 1e-7 }]);
  });

  test("tomllib", { timeout }, (context) => {
    const python = requirePython(context, "tomllib");
    const { stdout, stderr } = runJudge(python, ["-c", toml], { file: emitToml(document) });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(document);
  });

  test("its JSON parser", { timeout }, (context) => {
    const python = requirePython(context, "json");
    const script = 'import json, sys; json.dump(json.load(open("file", "rb")), sys.stdout)';
    const { stdout } = runJudge(python, ["-c", script], { file: emitJson(document) });
    expect(JSON.parse(stdout)).toEqual(document);
  });
});

test("kubectl reads every string", { timeout }, (context) => {
  const kubectl = requireTool(context, "kubectl");
  const manifest = {
    apiVersion: "example.org/v1",
    kind: "Sample",
    metadata: { name: "sample", annotations: { a: "b" } },
    spec: document,
  };
  const options = ["annotate", "--local", "-f", "file.yaml", "-o", "json", "a=b", "--overwrite"];
  const { stdout, stderr } = runJudge(kubectl, options, { "file.yaml": emitYaml(manifest) });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(manifest);
});

describe("Packer", () => {
  const normalized = naughtyStrings.filter((text) => text.normalize("NFC") === text);
  const template = `${variable("values", "map(string)")}${variable("keys", "map(string)")}
${variable("list", "list(string)")}
source "null" "none" {
  communicator = "none"
}
build {
  sources = ["source.null.none"]
}
`;
  const values = {
    values: Object.fromEntries(normalized.map((text, index) => [`k${index}`, text])),
    keys: Object.fromEntries(normalized.map((text, index) => [text, `v${index}`])),
    list: normalized,
  };
  const validate = (program: string, expected: unknown): number | null =>
    runJudge(program, ["validate", "-var-file=values.pkrvars.hcl", "check.pkr.hcl"], {
      "check.pkr.hcl": template,
      "values.pkrvars.hcl": emitHclVariables(values),
      "expected.json": JSON.stringify(expected),
    }).status;

  test("reads every string of a variable file", { timeout }, (context) => {
    expect(validate(requireTool(context, "packer"), values)).toBe(0);
  });

  test("would notice a string that differs", { timeout }, (context) => {
    const expected = { ...values, list: [...normalized.slice(1), "other"] };
    expect(validate(requireTool(context, "packer"), expected)).toBe(1);
  });
});

describe("cloud-init", () => {
  const processor = `import base64, json, sys
from cloudinit import util
from cloudinit.user_data import UserDataProcessor, is_skippable
archive = UserDataProcessor(None).process(open("file", "rb").read())
parts = [part for part in archive.walk() if not is_skippable(part)]
bodies = [util.fully_decoded_payload(part) for part in parts]
bodies = [body.encode("utf-8", "surrogateescape") if isinstance(body, str) else body for body in bodies]
json.dump([[p.get_content_type(), p.get_filename(), base64.b64encode(b).decode()]
           for p, b in zip(parts, bodies)], sys.stdout)
`;
  const texts = naughtyStrings.filter((text) => !text.includes("\r"));

  test.for(["text/x-sample", "application/x-sample", "application/node.eks.aws"])(
    "finds every part of type %s, byte for byte",
    { timeout },
    (contentType, context) => {
      const python = requirePython(context, "cloudinit");
      const parts = texts.map((text, index) => ({ contentType, text, filename: `part-${index}` }));
      const options = ["-c", processor];
      const { stdout, stderr } = runJudge(python, options, { file: emitMultipart(parts) });
      expect(stderr).not.toContain("Traceback");
      expect(JSON.parse(stdout)).toEqual(
        parts.map(({ text, filename }) => [
          contentType,
          filename,
          Buffer.from(text).toString("base64"),
        ]),
      );
    },
  );

  test("accepts a cloud-config with every string", { timeout }, (context) => {
    const program = requireTool(context, "cloud-init");
    const file = emitCloudConfig({
      write_files: naughtyStrings.map((content, index) => ({ path: `/tmp/${index}`, content })),
      runcmd: naughtyStrings.map((text) => ["printf", "%s", text]),
    });
    const { status, stdout, stderr } = runJudge(program, ["schema", "--config-file", "file"], {
      file,
    });
    expect(stderr).toBe("");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "Valid cloud-config: file\n" });
  });
});

test("an independent mail reader finds every part of an archive", { timeout }, (context) => {
  const python = requirePython(context, "email");
  const script = `import base64, email, json, sys
archive = email.message_from_bytes(open("file", "rb").read())
assert not archive.defects and all(not part.defects for part in archive.get_payload())
json.dump([base64.b64encode(p.get_payload(decode=True)).decode() for p in archive.get_payload()], sys.stdout)
`;
  const texts = naughtyStrings.filter((text) => !text.includes("\r"));
  const file = emitMultipart(texts.map((text) => ({ contentType: "text/x-sample", text })));
  const { stdout, stderr } = runJudge(python, ["-c", script], { file });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(texts.map((text) => Buffer.from(text).toString("base64")));
});

test("make hands every admitted value to the recipe unchanged", { timeout }, (context) => {
  requireTool(context, "make");
  const safe = naughtyStrings.filter((text) => /^[A-Za-z0-9_./@:+,-]+$/u.test(text));
  expect(safe.length).toBeGreaterThan(30);
  const variables = Object.fromEntries(safe.map((text, index) => [`v${index}`, text]));
  // The form of amazon-eks-ami: the value is pasted between single quotes, and into an echo.
  const recipe = safe.map((_, index) => `\t@printf '%s\\0' '$(v${index})' "$(v${index})"\n`);
  const { stdout, stderr } = runJudge(requireTool(context, "bash"), ["line"], {
    Makefile: `.PHONY: print\nprint:\n${recipe.join("")}`,
    line: emitMakeLine({ directory: ".", goals: ["print"], variables }),
  });
  expect(stderr).toBe("");
  expect(stdout).toContain(safe.flatMap((text) => [text, text]).join("\0"));
});

function isLongerThanBlank(text: string): boolean {
  return text.trim().length > 0;
}

/** A variable that Packer accepts only with the value of `expected.json`, read by Packer as JSON. */
function variable(name: string, type: string): string {
  return `variable "${name}" {
  type = ${type}
  validation {
    condition     = jsonencode(var.${name}) == jsonencode(jsondecode(file("expected.json")).${name})
    error_message = "The values differ."
  }
}
`;
}
