import type { StepAction } from "../upgrade-plan.ts";

const changed =
  "If something else stands there than the plan expects, somebody changed it: make a new plan from what is there now.";

/** What to do if a step fails, or is not finished in time. */
export const stepAdvice: { readonly [action in StepAction]: string } = {
  verifyStart: "Repair what is not well before anything is changed; nothing was so far.",
  buildImage:
    "Nothing in the cluster was changed. Repair the build; when the catalog has the image, make a new plan.",
  approve: "Without a yes nothing goes on. Everything that was done so far stays as it is.",
  upgradeByHand:
    "Do not go on before the control plane runs the version and answers: nodes must not be newer.",
  createTemplate: `If an object of that name is there and says the same, the step is done; if it says something else, stop. ${changed}`,
  changeClass: `Every cluster of the class follows it: stop, and look at all of them. ${changed}`,
  upgradeControlPlane: `Do not begin with the nodes. The members that are left keep answering; look at the conditions of the control plane and at its newest Machine, and correct the cause: image, bootstrap data, quota. ${changed}`,
  upgradeNodes: `A rollout stops at the first node that does not become ready, and the others keep running. Look at the newest Machine, correct the cause, or put back what stood there. ${changed}`,
  upgradeTopology: `The topology controller waits with the nodes until the control plane is well. Look at the conditions of the Cluster, which name what it waits for. ${changed}`,
  pause: `Nothing may stay paused unnoticed: if the upgrade is given up here, take the pause away again. ${changed}`,
  resume: "Try again: while it is paused, no machine is replaced, not even a broken one.",
  freeze: `Do not go on: nodes would be replaced out of turn. ${changed}`,
  thaw: `Until it is done, no node is replaced. Look at disruption budgets and at pods that do not let go of their node. ${changed}`,
  createCanary: `Nothing uses it yet. If an object of that name is there and says something else, stop. ${changed}`,
  verifyCanary:
    "Do not go on: what is wrong with a few nodes would be wrong with all. Take the canary away, and repair the image.",
  removeCanary: "Try again: the canary is extra, and costs nothing but its nodes.",
  soak: "If something fails meanwhile, do not go on; roll the last step back, or repair it.",
  restore: `Try again: what was changed for the time of the upgrade has to go. ${changed}`,
  cleanUp: "Try again later, or leave it: nothing refers to these objects any more.",
};
