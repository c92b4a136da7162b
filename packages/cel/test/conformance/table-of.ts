/** How many tests of a file passed, failed and were left out since they need protobuf. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly protobufOnly: number;
}

/** A line for each file, and one for all: the share is that of the tests that were put. */
export function tableOf(tallies: ReadonlyMap<string, Tally>): string {
  const lines = [...tallies].map(([name, tally]) => line(name, tally));
  return [heading, ...lines, line('all', sum([...tallies.values()]))].join('\n');
}

const heading = 'cel-spec            passed  failed          protobuf-only';

function line(name: string, { passed, failed, protobufOnly }: Tally): string {
  const all = passed + failed;
  const share = all === 0 ? '' : `${((passed / all) * 100).toFixed(1)} %`;
  return `${name.padEnd(18)}${column(passed)}${column(failed)}${share.padStart(9)}${String(protobufOnly).padStart(14)}`;
}

function column(count: number): string {
  return String(count).padStart(8);
}

function sum(tallies: readonly Tally[]): Tally {
  const total = (key: keyof Tally) => tallies.reduce((count, tally) => count + tally[key], 0);
  return { passed: total('passed'), failed: total('failed'), protobufOnly: total('protobufOnly') };
}
