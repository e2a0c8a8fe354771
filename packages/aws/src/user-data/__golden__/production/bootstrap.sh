#!/bin/bash
/etc/eks/bootstrap.sh production \
  --apiserver-endpoint https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com \
  --b64-cluster-ca LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJzekNDQVZtZ0F3SUJBZ0lVWlhoaGJYQnNaUT09Ci0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K \
  --dns-cluster-ip 10.100.0.10 \
  --service-ipv4-cidr 10.100.0.0/16 \
  --use-max-pods false \
  --kubelet-extra-args '--node-labels=example.com/team=platform,tier=general --register-with-taints=dedicated=batch:NoSchedule,example.com/warming:NoExecute --max-pods=40'
