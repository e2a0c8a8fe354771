/** How the picture looks, in the light and in the dark. */
export const svgStyle = `
text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; }
.strong { font-weight: 600; }
.quiet { fill: #59636e; }
.paper { fill: #ffffff; }
.lane { fill: #f6f8fa; stroke: #d1d9e0; }
.hop { fill: none; stroke: #818b98; stroke-dasharray: 3 3; }
.chip { stroke-width: 1; }
.read { fill: #f6f8fa; stroke: #818b98; }
.create { fill: #dafbe1; stroke: #1a7f37; }
.change { fill: #ddf4ff; stroke: #0969da; }
.wait { fill: #eff2f5; stroke: #59636e; }
.approve { fill: #fff8c5; stroke: #9a6700; }
.blocked { fill: #ffebe9; stroke: #cf222e; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .paper { fill: #0d1117; }
  .lane { fill: #151b23; stroke: #3d444d; }
  .hop { stroke: #656c76; }
  .read { fill: #212830; stroke: #656c76; }
  .create { fill: #12261e; stroke: #3fb950; }
  .change { fill: #121d2f; stroke: #4493f8; }
  .wait { fill: #212830; stroke: #9198a1; }
  .approve { fill: #272115; stroke: #d29922; }
  .blocked { fill: #25171c; stroke: #f85149; }
}
`;
