const exitCodeNotes = `
Exit codes:
   0  done
   1  something was found or refused
   2  the command line is wrong
   3  a cloud or a cluster failed
  70  a fault of Imagewright      130  interrupted
`;

/** What the help of each command teaches beside its options. */
export const helpNotes = {
  imagewright: `
Begin with:
  imagewright init my-images && cd my-images
  imagewright validate
  imagewright render --catalog catalog.yaml --out out

Every command prints text for people; with --format json, one object for
programs on standard output and nothing else there. Findings for people go to
standard error. Colour is for terminals; NO_COLOR and FORCE_COLOR are heeded.
${exitCodeNotes}`,
  init: `
Examples:
  imagewright init                           every provider, in this folder
  imagewright init images --provider aws     Cluster API on AWS only
  imagewright init --provider azure,cloudstack
${exitCodeNotes}`,
  validate: `
A file of kind ImageCatalog is checked as a catalog, every other one as a spec.

Examples:
  imagewright validate                       imagewright.yaml in this folder
  imagewright validate specs/*.yaml catalog.yaml
  generate-spec | imagewright validate -
  imagewright validate --format json | jq '.diagnostics[].code'
${exitCodeNotes}`,
  render: `
Every file that can be written is checked before the first is; links are never
followed, and nothing is deleted. What did not change is left alone.

Examples:
  imagewright render --catalog catalog.yaml --out out
  imagewright render --catalog catalog.yaml --out out --dry-run
  imagewright render -c catalog.yaml -t capa-production --stdout
  imagewright render -c catalog.yaml --mode snippet --stdout
  imagewright render -c catalog.yaml --templates templates --out out
${exitCodeNotes}`,
  lint: `
Schemas and webhooks are judged where the definitions are at hand. Of a cluster:
  kubectl get crd -o yaml > crds.yaml

What an API server admits and what yet does not work is found in any case.
clusterctl's variables stay in the text unless --variables gives their values.

Examples:
  imagewright lint                           every manifest below this folder
  imagewright lint --crds crds.yaml clusters
  imagewright lint --crds crds --against live.yaml clusters/prod.yaml
  imagewright lint --target-version capz=1.24.1,karpenter=1.14.1 --strict clusters
  kustomize build . | imagewright lint --crds crds -
  imagewright lint --format json | jq '.diagnostics[].code'
${exitCodeNotes}`,
  plan: `
Nothing here touches a cluster. A plan is a list of steps with their reasons, what
each waits for, and how it is undone; --out writes it as a runbook, a script, JSON,
a picture and manifests. --write changes the manifests themselves, one stage at a
time: apply them, wait until status says done, and plan again. What keeps a cluster
from being planned is an error, and then nothing is written.

For a fleet, --lines prints each cluster as soon as it is planned. --each reads so
too: every FILE, and of a folder every file and every subfolder in it, is a unit
that is read, planned and forgotten; a cluster has to be whole in its unit.

Examples:
  imagewright plan clusters --catalog catalog.yaml --to 1.34
  imagewright plan clusters -c catalog.yaml --to 1.34 --out plan
  imagewright plan clusters -c catalog.yaml --to 1.34 --diff | less
  imagewright plan clusters -c catalog.yaml --to 1.34 --write
  imagewright plan clusters -c catalog.yaml --leave-deprecated --cluster 'prod/*'
  imagewright plan clusters -c catalog.yaml --intent intent.yaml --lines
  imagewright plan fleet -c catalog.yaml --intent intent.yaml --lines --each > fleet.jsonl
${exitCodeNotes}`,
  explain: `
The ids stand in the table that plan prints, and in everything that --out writes.

Examples:
  imagewright explain kfd7 --plan plan/plan.json
  imagewright explain kfd7 clusters -c catalog.yaml --to 1.34
${exitCodeNotes}`,
  status: `
What is judged is a dump: nothing here talks to a cluster. Machines and their
objects come from the management cluster, Nodes from the cluster itself:
  kubectl get clusters,kubeadmcontrolplanes,machinedeployments,machinepools,machines \\
    -A -o yaml > live.yaml
  kubectl get nodes -o yaml > nodes.yaml
A group is done when everything that has to be seen was seen; what is missing is
named with the command that tells. The exit code is 0 if all of them are done.

Examples:
  imagewright status live.yaml
  imagewright status --catalog catalog.yaml --cluster prod/orders --nodes nodes.yaml live.yaml
  imagewright status --cloud eks:DescribeNodegroup=answer.json live.yaml
${exitCodeNotes}`,
  images: `
An image that is revoked, expired or in no record of the catalog is an error. One
that is deprecated, holds another version than its machines ask for, is looked up
or was not seen is a warning, with --strict an error.

Examples:
  imagewright images check --catalog catalog.yaml clusters
  imagewright images check -c catalog.yaml --at 2027-02-01T00:00:00Z --strict clusters
  kubectl get machinedeployments,awsmachinetemplates -A -o yaml |
    imagewright images check --catalog catalog.yaml -
${exitCodeNotes}`,
  convert: `
Kinds of Cluster API itself are converted, and patches of cluster classes for them;
those of the providers are left as they are. If anything is refused, nothing is
written. Variables of clusterctl stay in the text; they are refused where the value
has to be known, and where the text is no YAML before they are filled in.

Examples:
  imagewright convert clusters               what would move, and what is lost
  imagewright convert clusters --diff | git apply
  imagewright convert clusters --write
  imagewright convert --stdout - < cluster.yaml
${exitCodeNotes}`,
  templates: `
A template replaces the built-in one whose file name it bears. It is checked like
the original, against the same values, before anything is rendered.

Examples:
  imagewright templates                      what there is
  imagewright templates build-script         print one
  imagewright templates build-script --out templates
  imagewright render -c catalog.yaml --templates templates --out out
${exitCodeNotes}`,
  schema: `
Examples:
  imagewright schema                         what there is
  imagewright schema spec                    print one
  imagewright schema spec --out .            write spec.schema.json

Editors with the YAML language server read the schema that the first line names:
  # yaml-language-server: $schema=./spec.schema.json
${exitCodeNotes}`,
  diagnostics: `
Examples:
  imagewright diagnostics                    every code
  imagewright diagnostics READ_AMBIGUOUS_SCALAR
${exitCodeNotes}`,
  completion: `
Examples:
  bash   imagewright completion bash > ~/.local/share/bash-completion/completions/imagewright
  zsh    imagewright completion zsh > "\${fpath[1]}/_imagewright"
  fish   imagewright completion fish > ~/.config/fish/completions/imagewright.fish
${exitCodeNotes}`,
} as const;
