import type { ShellText } from "@imagewright/core";

/** What the template `eks-build-script` prints from. */
export interface EksBuildScriptModel {
  /**
   * Name of the image.
   *
   * @pattern ^[a-z0-9.-]+$
   */
  readonly image: string;
  /**
   * Release of Amazon Linux.
   *
   * @pattern ^[0-9A-Za-z.-]+$
   * @examples ["2023"]
   */
  readonly release: string;
  /**
   * @pattern ^[0-9A-Za-z.-]+$
   * @examples ["1.34.9"]
   */
  readonly kubernetesVersion: string;
  /**
   * Era of amazon-eks-ami.
   *
   * @pattern ^[a-z0-9-]+$
   * @examples ["templates-al2023"]
   */
  readonly era: string;
  /** Paths that are there in a checkout of the era. */
  readonly present: readonly string[];
  /** Paths that are not there in a checkout of the era. */
  readonly absent: readonly string[];
  /** Variables that make would also take from the environment, a few a line. */
  readonly makeVariables: readonly EksVariableNames[];
  /** Whether the make line names the distribution; the region of the environment counts if not. */
  readonly namesDistribution: boolean;
  /**
   * File that Packer reads variables from, beside the script.
   *
   * @examples ["variables.json"]
   */
  readonly variableFile?: string;
  /** The call of make. */
  readonly makeLine: ShellText;
}

/** Names of variables that stand on one line. */
export interface EksVariableNames {
  /**
   * @items.type string
   * @items.pattern ^[A-Za-z_][A-Za-z0-9_]*$
   */
  readonly names: readonly string[];
}
