export type {
  CopyDocumentEdit,
  DocumentEdit,
  DocumentMatch,
  EditOptions,
  FieldEdit,
  InDocument,
  InsertDocumentEdit,
  InsertEdit,
  Mention,
  RemoveDocumentEdit,
  RemoveEdit,
  RenameEdit,
  SetEdit,
  YamlEdit,
} from "./edit.ts";
export { editDiagnostics } from "./edit-diagnostics.ts";
export type { EditCode } from "./edit-diagnostics.ts";
export { editJson } from "./edit-json.ts";
export { editYaml } from "./edit-yaml.ts";
