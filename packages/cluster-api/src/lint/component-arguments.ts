import { isJsonList, isJsonObject, type JsonObject, valueAt } from "@imagewright/core";

import { ownText } from "../json/read-field.ts";

/** An argument that a component of Kubernetes is started with. */
export interface ComponentArgument {
  readonly component: string;
  readonly name: string;
  readonly value: string;
  readonly pointer: string;
}

const places: readonly (readonly [component: string, path: string])[] = [
  ["kubelet", "/initConfiguration/nodeRegistration/kubeletExtraArgs"],
  ["kubelet", "/joinConfiguration/nodeRegistration/kubeletExtraArgs"],
  ["kube-apiserver", "/clusterConfiguration/apiServer/extraArgs"],
  ["kube-controller-manager", "/clusterConfiguration/controllerManager/extraArgs"],
  ["kube-scheduler", "/clusterConfiguration/scheduler/extraArgs"],
];

/** The extra arguments of a kubeadm configuration: maps in v1beta1, lists in v1beta2. */
export function componentArguments(object: JsonObject, at: string): readonly ComponentArgument[] {
  return places.flatMap(([component, path]) => {
    const pointer = `${at}${path}`;
    const value = valueAt(object, pointer);
    if (isJsonObject(value)) {
      return Object.keys(value).map((name) => ({
        component,
        name,
        value: ownText(value, name) ?? "",
        pointer: `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      }));
    }
    return value !== undefined && isJsonList(value)
      ? value.flatMap((item, index) =>
          isJsonObject(item)
            ? [
                {
                  component,
                  name: ownText(item, "name") ?? "",
                  value: ownText(item, "value") ?? "",
                  pointer: `${pointer}/${index}`,
                },
              ]
            : [],
        )
      : [];
  });
}
