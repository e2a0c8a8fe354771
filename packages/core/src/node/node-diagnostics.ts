import { defineDiagnostics } from "../diagnostic.ts";

/** What can be found about files and folders: while writing artifacts and while reading inputs. */
export const nodeDiagnostics = defineDiagnostics({
  WRITE_PATH_INVALID: {
    severity: "error",
    cause: "An artifact's path is not relative, leaves its folder, or is no portable file name.",
    remedy: "Use letters, digits and . _ @ + - in each part, beginning with a letter or digit.",
  },
  WRITE_PATH_DUPLICATE: {
    severity: "error",
    cause: "Two artifacts have the same path, or paths that some systems cannot tell apart.",
    remedy: "Give every artifact a path of its own, in one spelling.",
  },
  WRITE_PATH_CONFLICT: {
    severity: "error",
    cause: "One artifact is a file where another needs a folder.",
    remedy: "Rename one of the two artifacts.",
  },
  WRITE_TEXT_INVALID: {
    severity: "error",
    cause: "An artifact's text has half of a surrogate pair, which UTF-8 cannot carry.",
    remedy: "Remove the broken character from the value it came from.",
  },
  WRITE_LINK: {
    severity: "error",
    cause: "A symbolic link stands where an artifact or one of its folders belongs.",
    remedy: "Remove the link, or write into another folder.",
  },
  WRITE_IN_THE_WAY: {
    severity: "error",
    cause: "A folder stands where a file belongs, or something else where a folder belongs.",
    remedy: "Move it away, or write into another folder.",
  },
  WRITE_STALE: {
    severity: "error",
    cause: "A file that was read and edited has changed since, or is gone.",
    remedy: "Read it again, and make the edit again.",
  },
  WRITE_OUTSIDE: {
    severity: "error",
    cause: "A file that is to be edited is not below the folder in which files may change.",
    remedy: "Name a folder that all files are in.",
  },
  WRITE_FAILED: {
    severity: "error",
    cause: "The system refused to look at, create or replace a file.",
    remedy: "Check the folder's permissions and free space, then run it again.",
  },
  WRITE_INTERRUPTED: {
    severity: "error",
    cause: "Writing was asked to stop before any file was replaced.",
    remedy: "Run it again.",
  },
  FILE_MISSING: {
    severity: "error",
    cause: "There is no file or folder of this name.",
    remedy: "Check the path.",
  },
  FILE_IS_FOLDER: {
    severity: "error",
    cause: "A folder was given where one file is expected.",
    remedy: "Name one file in the folder.",
  },
  FILE_IS_NO_FOLDER: {
    severity: "error",
    cause: "A file was given where a folder is expected.",
    remedy: "Name the folder the file is in.",
  },
  FILE_EMPTY: {
    severity: "error",
    cause: "A file has no content.",
    remedy: "Write its content, or leave the file out.",
  },
  FILE_DENIED: {
    severity: "error",
    cause: "The system does not allow to read a file or folder.",
    remedy: "Give yourself permission to read it.",
  },
  FILE_TOO_LARGE: {
    severity: "error",
    cause: "A file, or all files together, are larger than the limit.",
    remedy: "Split the input, or raise the limit.",
  },
  FILE_NOT_REGULAR: {
    severity: "error",
    cause: "A device, pipe or socket stands where a file is expected.",
    remedy: "Remove it from the folder.",
  },
  FILE_UNREADABLE: {
    severity: "error",
    cause: "The system failed to read a file or folder.",
    remedy: "Check the file and the disk it is on.",
  },
  FILE_LINK_OUTSIDE: {
    severity: "error",
    cause: "A symbolic link leads out of the folder that is read.",
    remedy: "Copy the file into the folder, or read the folder it is in.",
  },
  FOLDER_TOO_MANY_FILES: {
    severity: "error",
    cause: "A folder holds more files than the limit.",
    remedy: "Read a smaller folder, or raise the limit.",
  },
  FOLDER_WITHOUT_FILES: {
    severity: "error",
    cause: "A folder holds no file with one of the extensions that are read.",
    remedy: "Check the path and the extensions of the files.",
  },
});
