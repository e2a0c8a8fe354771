export { folderSource, openDefinitions } from "./open-definitions.ts";
