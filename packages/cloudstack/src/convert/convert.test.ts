import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { CloudStackTemplateReference, JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { type CloudStackTemplate, parseTemplateList } from "../parse/template-list.ts";
import { resolveTemplate } from "./resolve-template.ts";
import {
  deployParameters,
  listTemplatesParameters,
  parseTemplateParameters,
  templateReference,
} from "./template-parameters.ts";

/** What every recorded answer holds: names of templates, then codes and pointers. */
const answers: Readonly<Record<string, readonly string[]>> = {
  "addKubernetesSupportedVersion.json": [
    "CLOUDSTACK_ANSWER_FORM /addkubernetessupportedversionresponse/kubernetessupportedversion",
  ],
  "createTemplate-asyncstart.json": ["CLOUDSTACK_ANSWER_FORM /createtemplateresponse/jobid"],
  "error-431-deployVirtualMachine.json": ["CLOUDSTACK_ANSWER_ERROR /deployvirtualmachineresponse"],
  "listAsyncJobs.json": ["CLOUDSTACK_ANSWER_FORM /listasyncjobsresponse/asyncjobs"],
  "listDiskOfferings.json": ["CLOUDSTACK_ANSWER_FORM /listdiskofferingsresponse/diskoffering"],
  "listTemplates-empty.json": [],
  "listZones-nocount.json": ["CLOUDSTACK_ANSWER_FORM /listzonesresponse/zone"],
  "queryAsyncJobResult-success-boolean.json": [
    "CLOUDSTACK_ANSWER_FORM /queryasyncjobresultresponse/jobresult/success",
  ],
  "queryAsyncJobResult-success-template.json": ["test-libcloud-template in zone1, OVA: true"],
  "registerTemplate.json": ["testTemplate in shouldwork, VHD: true"],
};

function outcome(answer: JsonValue): readonly string[] {
  const parsed = parseTemplateList(answer);
  return [
    ...(parsed.ok ? parsed.value : []).map(
      ({ name, zone, format, isReady }) => `${name} in ${zone}, ${format}: ${isReady}`,
    ),
    ...parsed.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
  ];
}

test("every recorded answer is read, or refused for what it is", (context) => {
  const folder = requireUpstream(context, "cloudstack-capc/api-responses");
  const found = readdirSync(folder).map((file): [string, readonly string[]] => {
    const answer: JsonValue = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return [file, outcome(answer)];
  });
  expect(Object.fromEntries(found)).toEqual(answers);
});

test.for<[string, JsonValue, readonly string[]]>([
  ["no object", [], ["CLOUDSTACK_ANSWER_FORM "]],
  ["two fields", { a: {}, b: {} }, ["CLOUDSTACK_ANSWER_FORM "]],
  ["a text", { listtemplatesresponse: "x" }, ["CLOUDSTACK_ANSWER_FORM "]],
  ["a count without rows", { listtemplatesresponse: { count: 0 } }, []],
  [
    "a part of the rows",
    { listtemplatesresponse: { count: 9, template: [{ id: "a", name: "n" }] } },
    ["n in undefined, undefined: false", "CLOUDSTACK_ANSWER_PAGE /listtemplatesresponse/count"],
  ],
  [
    "a row without a name",
    { listtemplatesresponse: { template: [{ id: "a", name: "n" }, { id: "a" }] } },
    ["CLOUDSTACK_ANSWER_FORM /listtemplatesresponse/template/1"],
  ],
  [
    "an old server's numbers and texts",
    { listtemplatesresponse: { template: [{ id: 7, name: "n", zonename: "z", isready: "true" }] } },
    ["n in z, undefined: true"],
  ],
])("%s", ([, answer, expected]) => {
  expect(outcome(answer)).toEqual(expected);
});

const row = (changes: Partial<CloudStackTemplate>): CloudStackTemplate => ({
  id: "a",
  name: "node",
  zone: "zone-1",
  zoneId: "z1",
  isReady: true,
  isPublic: false,
  ...changes,
});
const inTwo = [row({}), row({ zone: "zone-2", zoneId: "z2" })];
const kind = "cloudstack-template";

test.for<
  [
    string,
    readonly CloudStackTemplate[],
    Omit<CloudStackTemplateReference, "kind">,
    string | undefined,
    string,
  ]
>([
  ["a name in the machine's zone", inTwo, { name: "node" }, "zone-2", "z2"],
  ["a name in the reference's zone", inTwo, { zone: "zone-1", name: "node" }, undefined, "z1"],
  ["a zone by its id", inTwo, { name: "node" }, "z1", "z1"],
  ["a name without a zone", inTwo, { name: "node" }, undefined, "CLOUDSTACK_ZONE_ID"],
  ["a name in another zone", inTwo, { name: "node" }, "zone-3", "CLOUDSTACK_TEMPLATE_NONE"],
  ["another case", inTwo, { name: "Node" }, "zone-1", "CLOUDSTACK_TEMPLATE_NONE"],
  [
    "a public template of the same name",
    [...inTwo, row({ id: "b", isPublic: true, account: "other" })],
    { name: "node" },
    "zone-1",
    "CLOUDSTACK_TEMPLATE_SEVERAL",
  ],
  ["an id in one zone", [row({})], { id: "a" }, undefined, "z1"],
  ["an id in two zones", inTwo, { id: "a" }, "zone-1", "CLOUDSTACK_TEMPLATE_SEVERAL"],
  ["an id nobody has", inTwo, { id: "b" }, "zone-1", "CLOUDSTACK_TEMPLATE_NONE"],
  ["an id with its name", [row({})], { id: "a", name: "node" }, undefined, "z1"],
  [
    "an id with another name",
    [row({})],
    { id: "a", name: "Node" },
    undefined,
    "CLOUDSTACK_TEMPLATE_DIFFERS",
  ],
  ["an id in another zone", [row({})], { id: "a" }, "zone-2", "CLOUDSTACK_TEMPLATE_DIFFERS"],
  [
    "a template that is still loading",
    [row({ isReady: false, status: "40% Downloaded" })],
    { name: "node" },
    "zone-1",
    "CLOUDSTACK_TEMPLATE_UNREADY",
  ],
])("%s", ([, templates, reference, zone, expected]) => {
  const found = resolveTemplate(templates, { kind, ...reference }, zone);
  expect(found.ok ? found.value.zoneId : found.diagnostics.map(({ code }) => code).join()).toBe(
    expected,
  );
});

test("a refusal lists what there is", () => {
  const [near] = resolveTemplate(inTwo, { kind, name: "Node" }, "zone-1").diagnostics;
  expect(near?.found).toBe("node (a) in zone-1, node (a) in zone-2");
});

const zones = [
  { id: "z1", name: "zone-1" },
  { id: "z2", name: "zone-2" },
  { id: "z3", name: "twice" },
  { id: "z4", name: "twice" },
];

test.for<[string, Omit<CloudStackTemplateReference, "kind">, unknown]>([
  ["an id, without a zone", { id: "a", zone: "zone-1" }, { templatefilter: "executable", id: "a" }],
  [
    "a name, with its zone",
    { name: "n", zone: "zone-2" },
    { templatefilter: "executable", name: "n", zoneid: "z2" },
  ],
  ["a name without a zone", { name: "n" }, ["CLOUDSTACK_ZONE_ID"]],
  ["a zone nobody knows", { name: "n", zone: "zone-9" }, ["CLOUDSTACK_ZONE_ID"]],
  ["a zone of which there are two", { name: "n", zone: "twice" }, ["CLOUDSTACK_ZONE_ID"]],
  ["an empty name", { name: "", zone: "zone-1" }, ["CLOUDSTACK_REFERENCE_EMPTY"]],
])("CAPC asks for %s", ([, reference, expected]) => {
  const parameters = listTemplatesParameters({ kind, ...reference }, zones);
  expect(parameters.ok ? parameters.value : parameters.diagnostics.map(({ code }) => code)).toEqual(
    expected,
  );
});

test.for<[string, Readonly<Record<string, string>>, unknown]>([
  ["a machine's template", { TemplateId: "a", ZoneID: "z1" }, { kind, zone: "zone-1", id: "a" }],
  [
    "the name of a machine is none of its template",
    { templateid: "a", name: "vm" },
    { kind, id: "a" },
  ],
  ["a list's name", { name: "n", zoneid: "z2" }, { kind, zone: "zone-2", name: "n" }],
  ["a list's id and name", { id: "a", name: "n" }, { kind, id: "a", name: "n" }],
  ["no template", { zoneid: "z1" }, ["CLOUDSTACK_REFERENCE_EMPTY"]],
  ["a zone nobody knows", { id: "a", zoneid: "z9" }, ["CLOUDSTACK_ZONE_ID"]],
])("parameters are read: %s", ([, parameters, expected]) => {
  const reference = parseTemplateParameters(parameters, zones);
  expect(reference.ok ? reference.value : reference.diagnostics.map(({ code }) => code)).toEqual(
    expected,
  );
});

test("a row without a zone cannot be deployed", () => {
  const { zoneId: _, ...nowhere } = row({});
  expect(deployParameters(nowhere).diagnostics.map(({ code }) => code)).toEqual([
    "CLOUDSTACK_ZONE_ID",
  ]);
});

test("references go to parameters and back, and rows to references and back", () => {
  const text = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(text, text, fc.constantFrom(...zones.slice(0, 2)), (id, name, zone) => {
      const named = { kind, zone: zone.name, name } as const;
      const asked = listTemplatesParameters(named, zones);
      expect(asked.ok && parseTemplateParameters(asked.value, zones)).toMatchObject({
        value: named,
      });
      const listed = row({ id, name, zone: zone.name, zoneId: zone.id });
      for (const by of ["id", "name"] as const) {
        const resolved = resolveTemplate([listed], templateReference(listed, by));
        expect(resolved.ok && resolved.value).toBe(listed);
      }
      const deployed = deployParameters(listed);
      expect(deployed.ok && parseTemplateParameters(deployed.value, zones)).toMatchObject({
        value: templateReference(listed, "id"),
      });
    }),
    { numRuns: 10_000 },
  );
});

test.for<[string, JsonValue, string, string]>([
  [
    "an error",
    { jobstatus: 2, jobresult: { errorcode: 530, errortext: "no space" } },
    "CLOUDSTACK_ANSWER_ERROR /queryasyncjobresultresponse/jobresult",
    '"no space"',
  ],
  [
    "a text",
    { jobstatus: 2, jobresultcode: 530, jobresult: "no space" },
    "CLOUDSTACK_ANSWER_ERROR /queryasyncjobresultresponse/jobresult",
    '"no space"',
  ],
  [
    "no result, as it is running",
    { jobstatus: 0, jobid: "a" },
    "CLOUDSTACK_ANSWER_FORM /queryasyncjobresultresponse/jobstatus",
    "0",
  ],
])("a job that holds %s", ([, body, expected, found]) => {
  const { ok, diagnostics } = parseTemplateList({ queryasyncjobresultresponse: body });
  expect(ok).toBe(false);
  expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([expected]);
  expect(diagnostics[0]?.found).toBe(found);
});

test("an empty id is none", () => {
  const only = { id: "a", name: "node", zone: "zone-1", isReady: true, isPublic: false };
  const reference = { kind: "cloudstack-template", zone: "zone-1", id: "", name: "node" } as const;
  expect(resolveTemplate([only], reference)).toMatchObject({ ok: true, value: only });
});
