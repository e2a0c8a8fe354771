export type {
  CheckedTemplate,
  EachNode,
  Escape,
  IfNode,
  LoopData,
  PartialNode,
  PrintNode,
  RegionNode,
  SafeNode,
  TemplateConstant,
  TemplateNode,
  TemplatePath,
  WithNode,
} from "./checked-template.ts";
export { parseOverrideFiles, templateFileName } from "./parse-override-files.ts";
export type { TemplateFile } from "./parse-override-files.ts";
export { parseOverrides } from "./parse-overrides.ts";
export type { OverrideSources } from "./parse-overrides.ts";
export { parseTemplate } from "./parse-template.ts";
export type { PartialSource, TemplateSource } from "./parse-template.ts";
export { renderTemplate } from "./render-template.ts";
export type { RenderTemplateOptions } from "./render-template.ts";
export type {
  HclText,
  JsonText,
  MakeText,
  MarkdownText,
  SafeText,
  ShellText,
  TomlText,
  YamlText,
} from "./safe-text.ts";
export { templateDiagnostics } from "./template-diagnostics.ts";
export type { TemplateDiagnosticCode } from "./template-diagnostics.ts";
export { isTemplateDialect, templateDialects } from "./template-dialect.ts";
export type { TemplateDialect } from "./template-dialect.ts";
export { defaultTemplateLimits } from "./template-limits.ts";
export type { TemplateLimits } from "./template-limits.ts";
export { noOverrides } from "./template-overrides.ts";
export type { TemplateOverrides } from "./template-overrides.ts";
