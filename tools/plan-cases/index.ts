import { annotationCases } from "./annotation-cases.ts";
import { awsPoolCases } from "./aws-pool-cases.ts";
import { azureCases } from "./azure-cases.ts";
import { badInputCases } from "./bad-input-cases.ts";
import { bootCases } from "./boot-cases.ts";
import { classCases } from "./class-cases.ts";
import { classRefusalCases } from "./class-refusal-cases.ts";
import { cloudstackCases } from "./cloudstack-cases.ts";
import { comparisonCases } from "./comparison-cases.ts";
import { componentCases } from "./component-cases.ts";
import { controlPlaneCases } from "./control-plane-cases.ts";
import { deploymentCases } from "./deployment-cases.ts";
import { dockerCases } from "./docker-cases.ts";
import { eksCases } from "./eks-cases.ts";
import { eksVersionCases } from "./eks-version-cases.ts";
import { halfUpgradedCases } from "./half-upgraded-cases.ts";
import { imageChoiceCases } from "./image-choice-cases.ts";
import { intentCases } from "./intent-cases.ts";
import { karpenterCases } from "./karpenter-cases.ts";
import { ownerCases } from "./owner-cases.ts";
import { pathCases } from "./path-cases.ts";
import type { PlanCase } from "./plan-case.ts";
import { preflightCases } from "./preflight-cases.ts";
import { releaseCases } from "./release-cases.ts";
import { templateCases } from "./template-cases.ts";
import { topologyCases } from "./topology-cases.ts";
import { topologyOrderCases } from "./topology-order-cases.ts";

/** Every case. */
export const allPlanCases: readonly PlanCase[] = [
  ...controlPlaneCases,
  ...comparisonCases,
  ...pathCases,
  ...halfUpgradedCases,
  ...templateCases,
  ...ownerCases,
  ...deploymentCases,
  ...annotationCases,
  ...preflightCases,
  ...classCases,
  ...classRefusalCases,
  ...topologyCases,
  ...topologyOrderCases,
  ...releaseCases,
  ...componentCases,
  ...bootCases,
  ...intentCases,
  ...imageChoiceCases,
  ...eksCases,
  ...eksVersionCases,
  ...awsPoolCases,
  ...azureCases,
  ...cloudstackCases,
  ...karpenterCases,
  ...dockerCases,
  ...badInputCases,
];
