export { folderSource } from "./load-custom-resources.ts";
