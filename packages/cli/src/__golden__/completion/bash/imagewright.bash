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
    init | validate | render | lint | schema | templates | diagnostics | completion | help)
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
      _imagewright_reply -W "init validate render lint schema templates diagnostics completion" -- "$current"
    fi
    ;;
  *)
    _imagewright_reply -W "init validate render lint schema templates diagnostics completion help --version -V --help -h" -- "$current"
    ;;
  esac
}
complete -F _imagewright imagewright
