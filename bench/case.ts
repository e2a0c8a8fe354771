/** Runs one case and prints its measurement: `node bench/case.ts NAME RUNS`. */
import { loadCase } from "./cases/index.ts";
import { measure } from "./measure.ts";

const [, , name = "", runs = "15"] = process.argv;
const benchCase = await loadCase(name);
const measurement = measure(name, benchCase, Number(runs));
console.log(JSON.stringify({ measurement, budgets: benchCase.budgets }));
