// npm run bench -- collector [--json]: what the collector costs the machine it watches, and what it can carry.
// npm run bench -- bindings [--json]: what the rules, bindings and pods of a large cluster cost an engine.
// npm run bench -- threat-rules [--json]: how many events threat rules can carry.
// npm run bench -- profiles [--json]: what an event of a learned container costs beside one that nobody knows.
import { parseArgs } from 'node:util';
import { benchBindings } from './bindings.ts';
import { benchCollector } from './collector/bench-collector.ts';
import { benchProfiles } from './profiles.ts';
import { benchThreatRules } from './threat-rules.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { json: asJson, quick: isQuick } = values;
const benches: Readonly<Record<string, () => Promise<void>>> = {
  bindings: () => benchBindings(asJson),
  profiles: () => benchProfiles(asJson),
  'threat-rules': () => benchThreatRules(asJson),
  collector: () => benchCollector({ asJson, isQuick }),
};
await benches[positionals[0] ?? 'collector']?.();
process.exit();
