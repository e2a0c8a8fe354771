/** The form of every AMI id. */
export const amiId = /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/u;
