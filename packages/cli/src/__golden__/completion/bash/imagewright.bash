# bash completion for imagewright, made by `imagewright completion bash`
_imagewright_reply() {
  local line
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(compgen "$@")
}
_imagewright() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}" command="" index
  COMPREPLY=()
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]]; then
    previous="${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "${COMP_WORDS[index]}" in
    init | validate | render | lint | plan | explain | status | images | convert | schema | templates | diagnostics | completion | help)
      command="${COMP_WORDS[index]}"
      break
      ;;
    esac
  done
  case "$command $previous" in
  "init --provider")
    :
    return
    ;;
  "init --format" | "init -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "validate --format" | "validate -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "render --catalog" | "render -c")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "render --templates")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "render --out" | "render -o")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "render --mode")
    _imagewright_reply -W "complete snippet" -- "$current"
    return
    ;;
  "render --target" | "render -t")
    :
    return
    ;;
  "render --artifact")
    :
    return
    ;;
  "render --at")
    :
    return
    ;;
  "render --format" | "render -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "lint --crds")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "lint --against")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "lint --variables")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "lint --target-version")
    :
    return
    ;;
  "lint --format" | "lint -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "plan --catalog" | "plan -c")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "plan --to")
    :
    return
    ;;
  "plan --image")
    :
    return
    ;;
  "plan --intent")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "plan --cluster")
    :
    return
    ;;
  "plan --pace")
    _imagewright_reply -W "lockstep fewer" -- "$current"
    return
    ;;
  "plan --through")
    :
    return
    ;;
  "plan --pin")
    :
    return
    ;;
  "plan --control-plane-version")
    :
    return
    ;;
  "plan --pool-cluster")
    :
    return
    ;;
  "plan --concurrency")
    :
    return
    ;;
  "plan --at")
    :
    return
    ;;
  "plan --target-version")
    :
    return
    ;;
  "plan --variables")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "plan --out" | "plan -o")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "plan --output-kind")
    _imagewright_reply -W "json runbook script mermaid svg manifests" -- "$current"
    return
    ;;
  "plan --templates")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "plan --format" | "plan -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "explain --plan")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "explain --catalog" | "explain -c")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "explain --to")
    :
    return
    ;;
  "explain --image")
    :
    return
    ;;
  "explain --intent")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "explain --cluster")
    :
    return
    ;;
  "explain --pace")
    _imagewright_reply -W "lockstep fewer" -- "$current"
    return
    ;;
  "explain --through")
    :
    return
    ;;
  "explain --pin")
    :
    return
    ;;
  "explain --control-plane-version")
    :
    return
    ;;
  "explain --pool-cluster")
    :
    return
    ;;
  "explain --concurrency")
    :
    return
    ;;
  "explain --at")
    :
    return
    ;;
  "explain --target-version")
    :
    return
    ;;
  "explain --variables")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "explain --format" | "explain -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "status --catalog" | "status -c")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "status --cluster")
    :
    return
    ;;
  "status --pool-cluster")
    :
    return
    ;;
  "status --nodes")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "status --cloud")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "status --format" | "status -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "images --catalog" | "images -c")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "images --variables")
    compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    return
    ;;
  "images --at")
    :
    return
    ;;
  "images --format" | "images -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "convert --to")
    _imagewright_reply -W "v1beta2" -- "$current"
    return
    ;;
  "convert --out" | "convert -o")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "convert --format" | "convert -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "schema --out" | "schema -o")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "schema --format" | "schema -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "templates --out" | "templates -o")
    compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    return
    ;;
  "templates --format" | "templates -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "diagnostics --format" | "diagnostics -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  "completion --format" | "completion -f")
    _imagewright_reply -W "text json" -- "$current"
    return
    ;;
  esac
  case "$command" in
  init)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--provider --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -d -- "$current"
    fi
    ;;
  validate)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  render)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--catalog -c --templates --out -o --stdout --mode --target -t --artifact --dry-run --at --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  lint)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--crds --against --variables --target-version --strict --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  plan)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--catalog -c --to --image --leave-deprecated --intent --cluster --pace --through --pin --control-plane-version --pool-cluster --concurrency --approve --build-missing --clean-up --at --target-version --variables --whole --out -o --output-kind --templates --write --diff --dry-run --lines --each --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  explain)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--plan --catalog -c --to --image --leave-deprecated --intent --cluster --pace --through --pin --control-plane-version --pool-cluster --concurrency --approve --build-missing --clean-up --at --target-version --variables --whole --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  status)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--catalog -c --cluster --pool-cluster --nodes --cloud --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  images)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--catalog -c --variables --at --strict --format -f --verbose --help -h" -- "$current"
    else
      _imagewright_reply -W "check" -- "$current"
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  convert)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--to --write --diff --stdout --out -o --dry-run --keep-class-templates --format -f --verbose --help -h" -- "$current"
    else
      compopt -o filenames 2>/dev/null; _imagewright_reply -f -- "$current"
    fi
    ;;
  schema)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--out -o --format -f --verbose --help -h" -- "$current"
    else
      :
    fi
    ;;
  templates)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--out -o --format -f --verbose --help -h" -- "$current"
    else
      :
    fi
    ;;
  diagnostics)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--format -f --verbose --help -h" -- "$current"
    else
      :
    fi
    ;;
  completion)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "--format -f --verbose --help -h" -- "$current"
    else
      _imagewright_reply -W "bash zsh fish" -- "$current"
    fi
    ;;
  help)
    if [[ $current == -* ]]; then
      _imagewright_reply -W "" -- "$current"
    else
      _imagewright_reply -W "init validate render lint plan explain status images convert schema templates diagnostics completion" -- "$current"
    fi
    ;;
  *)
    _imagewright_reply -W "init validate render lint plan explain status images convert schema templates diagnostics completion help --version -V --help -h" -- "$current"
    ;;
  esac
}
complete -F _imagewright imagewright
