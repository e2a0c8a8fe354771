const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/u;
const maxLength = 253;

/** What Kubernetes has against a text as a DNS-1123 subdomain, in its words. */
export function subdomainFaults(text: string): readonly string[] {
  return [
    ...(text.length > maxLength ? [`must be no more than ${maxLength} characters`] : []),
    ...(subdomain.test(text.slice(0, maxLength + 1))
      ? []
      : [
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        ]),
  ];
}
