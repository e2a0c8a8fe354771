/** Flatcar's channels, by the second number of a version. */
const channels = ["alpha", "beta", "stable", "lts"];

/**
 * The environment variables that choose a Flatcar release for image-builder.
 *
 * @param release - a channel, whose current version image-builder looks up, or a version
 * @returns undefined if the text is neither
 */
export function flatcarEnvironment(
  release: string,
): { readonly [name: string]: string } | undefined {
  if (channels.includes(release)) {
    return { FLATCAR_CHANNEL: release };
  }
  const minor = /^\d+\.(?<minor>\d+)\.\d+$/u.exec(release)?.groups?.["minor"];
  const channel = channels[Number(minor)];
  return channel === undefined ? undefined : { FLATCAR_CHANNEL: channel, FLATCAR_VERSION: release };
}
