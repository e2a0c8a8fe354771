/** What a person writes about an object beside its name. */
export interface ObjectLabels {
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}
