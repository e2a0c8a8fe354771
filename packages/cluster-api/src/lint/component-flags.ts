import data from "../data/boot-hazards.json" with { type: "json" };
import { componentArguments } from "./component-arguments.ts";
import { kubeadmRule } from "./kubeadm-rule.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { someHave } from "./version-change.ts";

/** Arguments with which components of the version do not start, or not as meant. */
export const componentFlagRules = kubeadmRule(({ object, at, versions }) =>
  componentArguments(object, at).flatMap(({ component, name, value, pointer }) => {
    const removed = data.kubeletFlags.find(
      ({ flag, change }) => component === "kubelet" && flag === name && someHave(versions, change),
    );
    const isInTree =
      name === "cloud-provider" &&
      data.inTreeClouds.includes(value) &&
      someHave(versions, "external-cloud-provider");
    const isOtherDriver =
      component === "kubelet" &&
      name === "cgroup-driver" &&
      value === "cgroupfs" &&
      someHave(versions, "cgroup-driver-systemd");
    return [
      ...(removed === undefined
        ? []
        : [
            clusterApiDiagnostics.report("CAPI_KUBELET_FLAG", {
              message: `the kubelet refuses to start with --${name}`,
              pointer,
            }),
          ]),
      ...(isInTree
        ? [
            clusterApiDiagnostics.report("CAPI_CLOUD_IN_TREE", {
              message: `${component} has no cloud provider ${value} any more`,
              pointer,
              found: value,
              expected: "external",
            }),
          ]
        : []),
      ...(isOtherDriver
        ? [
            clusterApiDiagnostics.report("CAPI_CGROUP_DRIVER", {
              message: "the kubelet is told to use cgroupfs",
              pointer,
              expected: "systemd",
            }),
          ]
        : []),
    ];
  }),
);
