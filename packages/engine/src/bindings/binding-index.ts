import type { PodIdentity, Prefilter, Problem, Rule } from '@rulelibrary/schema';
import { type Binding, type BoundRule, type Labels, matchesLabels } from '@rulelibrary/schema/bindings';
import type { BindingReport } from '../rule-set/update-report.ts';
import { type Catalogue, createCatalogue, type Named, resolveEntry } from './resolve-entry.ts';

/** What bindings give a rule in place of its own. */
export interface BoundOverlay {
  readonly severity: number | undefined;
  readonly parameters: Prefilter | undefined;
}

/** Bindings, ready to be asked which pods they select. */
export interface BindingIndex {
  /** Positions of the bindings that select the pod, which may not be known yet: then those that select any. */
  selecting(pod: PodIdentity | undefined): readonly number[];
  /** The rules that the bindings at these positions bind together, by id. */
  rulesOf(positions: readonly number[]): ReadonlyMap<string, BoundOverlay>;
  /** Every parameters that the rule may get from a binding. */
  parametersOf(ruleId: string): readonly Prefilter[];
  readonly reports: readonly BindingReport[];
  readonly problems: readonly Problem[];
}

/** An entry of a binding for one rule. */
interface Claim {
  readonly rank: Named['rank'];
  readonly entry: BoundRule;
}

interface IndexedBinding {
  readonly binding: Binding;
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  readonly unknown: readonly Named[];
}

/** @param rules all that there are, switched off and rejected ones too: these are known, and may come back */
export function createBindingIndex(bindings: readonly Binding[], rules: readonly Rule[]): BindingIndex {
  const catalogue = createCatalogue(rules);
  const indexed = bindings.toSorted(byPrecedence).map((binding) => indexBinding(binding, catalogue));
  return {
    selecting(pod) {
      const namespace = pod?.namespace ?? '';
      const labels = pod?.labels ?? {};
      const ofNamespace = namespaceLabels(pod);
      return indexed.flatMap(({ binding }, position) => {
        return selects(binding, { namespace, labels, ofNamespace }) ? [position] : [];
      });
    },
    rulesOf: (positions) => merge(positions.map((position) => indexed[position]?.claims ?? new Map())),
    parametersOf: (ruleId) =>
      indexed.flatMap(({ claims }) => (claims.get(ruleId) ?? []).flatMap(({ entry }) => entry.parameters ?? [])),
    reports: indexed.map(({ binding, unknown }) => ({ binding, unknownRules: unknown.map(({ name }) => name) })),
    problems: indexed.flatMap(({ binding, unknown }) => unknown.map((one) => toProblem(binding, one))),
  };
}

/** Of entries that name a rule equally, that of a binding of the pod's own namespace counts, then the first by name. */
function byPrecedence(one: Binding, other: Binding): number {
  const isWide = ({ namespace }: Binding) => (namespace === undefined ? 1 : 0);
  return isWide(one) - isWide(other) || compare(one.namespace, other.namespace) || compare(one.name, other.name);
}

function compare(one = '', other = ''): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function indexBinding(binding: Binding, catalogue: Catalogue): IndexedBinding {
  const claims = new Map<string, Claim[]>();
  const unknown: Named[] = [];
  for (const entry of binding.rules) {
    for (const named of resolveEntry(entry, catalogue)) {
      if (named.ids.length === 0) unknown.push(named);
      for (const id of named.ids) claims.set(id, [...(claims.get(id) ?? []), { rank: named.rank, entry }]);
    }
  }
  return { binding, claims, unknown };
}

interface PodLabels {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ofNamespace: Labels;
}

function selects({ namespace, namespaceSelector, podSelector }: Binding, pod: PodLabels): boolean {
  if (namespace !== undefined && namespace !== pod.namespace) return false;
  return matchesLabels(namespaceSelector, pod.ofNamespace) && matchesLabels(podSelector, pod.labels);
}

/** Every namespace has the label with its name, known or not. */
function namespaceLabels(pod: PodIdentity | undefined): Labels {
  if (pod === undefined) return {};
  return { 'kubernetes.io/metadata.name': pod.namespace, ...pod.namespaceLabels };
}

/** Of all that claim a rule the most specific that says a severity, and the most specific that says parameters. */
function merge(all: readonly ReadonlyMap<string, readonly Claim[]>[]): ReadonlyMap<string, BoundOverlay> {
  const ids = new Set(all.flatMap((claims) => [...claims.keys()]));
  return new Map(
    [...ids].map((id) => {
      const claims = all.flatMap((of) => of.get(id) ?? []).toSorted((one, other) => one.rank - other.rank);
      const severity = claims.find(({ entry }) => entry.severity !== undefined)?.entry.severity;
      const parameters = claims.find(({ entry }) => entry.parameters !== undefined)?.entry.parameters;
      return [id, { severity, parameters }];
    }),
  );
}

function toProblem(binding: Binding, { name, problem, place }: Named): Problem {
  const { file, line, column } = place ?? binding.place;
  return { file, line, column, ...problem, ...(/^R\d{4}$/.test(name) && { ruleId: name }) };
}
