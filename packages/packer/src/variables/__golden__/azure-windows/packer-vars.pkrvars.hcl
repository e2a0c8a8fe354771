kubernetes_semver   = "v1.35.5"
kubernetes_series   = "v1.35"
kubernetes_base_url = "https://dl.example.org/release/v1.35.5/bin/windows/amd64"
containerd_version  = "2.3.2"
