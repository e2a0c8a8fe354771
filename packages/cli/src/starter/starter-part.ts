/** What a starter says about one provider; all texts are YAML. */
export interface StarterPart {
  readonly provider: string;
  /** Which of the starter's images the target is for. */
  readonly image: StarterImageName;
  /** Target, indented for the list of targets. */
  readonly target: string;
  /** References of the catalog's record of the image, indented for its list. */
  readonly references: string;
}

type StarterImageName = "al2023-eks" | "ubuntu-2404";

/** An image of the starter. */
export interface StarterImage {
  readonly name: StarterImageName;
  /** The image, indented for the list of images. */
  readonly spec: string;
  /** The head of its catalog record, up to the list of references. */
  readonly record: string;
}
