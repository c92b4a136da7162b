// npm run bench -- cel [--json]: what rules cost, beside other engines, and what sets of rules cost an event.
import { parseArgs } from 'node:util';
import { makeEngines } from './engines/make-engines.ts';
import { measureRules } from './measure/measure-rules.ts';
import { geometricMeans, reportRules } from './measure/report-rules.ts';
import { printReport } from './print-report.ts';
import type { Report } from './report.ts';
import { ruleExpressions } from './rule-expressions.ts';
import { measureRuleSets } from './rule-sets/measure-rule-sets.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const expressions = await ruleExpressions();
const engines = await makeEngines(expressions);
const rules = reportRules(expressions, await measureRules(engines, expressions.length));
for (const { close } of engines) close();
const report: Report = { rules, geomean: geometricMeans(rules), ruleSet: measureRuleSets(expressions) };

if (values.json) console.log(JSON.stringify(report));
else printReport(report, engines);
