import { annotationCases } from "./annotation-cases.ts";
import { awsPoolCases } from "./aws-pool-cases.ts";
import { azureCases } from "./azure-cases.ts";
import { badInputCases } from "./bad-input-cases.ts";
import { classCases } from "./class-cases.ts";
import { cloudstackCases } from "./cloudstack-cases.ts";
import { comparisonCases } from "./comparison-cases.ts";
import { componentCases } from "./component-cases.ts";
import { controlPlaneCases } from "./control-plane-cases.ts";
import { dockerCases } from "./docker-cases.ts";
import { eksCases } from "./eks-cases.ts";
import { halfUpgradedCases } from "./half-upgraded-cases.ts";
import { intentCases } from "./intent-cases.ts";
import { karpenterCases } from "./karpenter-cases.ts";
import { ownerCases } from "./owner-cases.ts";
import { pathCases } from "./path-cases.ts";
import type { PlanCase } from "./plan-case.ts";
import { preflightCases } from "./preflight-cases.ts";
import { releaseCases } from "./release-cases.ts";
import { templateCases } from "./template-cases.ts";
import { topologyCases } from "./topology-cases.ts";

/** Every case. */
export const allPlanCases: readonly PlanCase[] = [
  ...controlPlaneCases,
  ...comparisonCases,
  ...pathCases,
  ...halfUpgradedCases,
  ...templateCases,
  ...ownerCases,
  ...annotationCases,
  ...preflightCases,
  ...classCases,
  ...topologyCases,
  ...releaseCases,
  ...componentCases,
  ...intentCases,
  ...eksCases,
  ...awsPoolCases,
  ...azureCases,
  ...cloudstackCases,
  ...karpenterCases,
  ...dockerCases,
  ...badInputCases,
];
