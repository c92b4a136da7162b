import type { ContextInfo } from '@rulelibrary/engine';
import type { Rule, RuntimeEvent } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import { readRules } from '@rulelibrary/schema/files';
import { root } from '../root.ts';

/** A pod and what happens in it. */
export interface PodPlace {
  readonly info: ContextInfo;
  readonly event: RuntimeEvent;
}

const count = 200;
const apps = 40;

/** 200 rules: the library's, again and again under other ids. @param changed how many say something else */
export async function rulesOf(changed: number): Promise<readonly Rule[]> {
  const { rules } = await readRules([`${root}pkg/rules`]);
  return Array.from({ length: count }, (_, index): Rule => {
    const rule = rules[index % rules.length] as Rule;
    const { spec } = rule;
    const expressions = {
      ...spec.expressions,
      message: index < changed ? `'${changed} ' + ${spec.expressions.message}` : spec.expressions.message,
    };
    const tags = [...(spec.tags ?? []), 'context:kubernetes'];
    return { ...rule, spec: { ...spec, expressions, tags, enabled: true, id: idOf(index), name: `Rule ${index}` } };
  });
}

/** Each selects the pods of two applications of 40 in a fifth of the namespaces, and binds 20 rules. */
export function bindingsOf(bindings: number): readonly Binding[] {
  return Array.from({ length: bindings }, (_, index) => ({
    name: `b${index}`,
    place: { file: 'bindings', line: 1, column: 1 },
    namespaceSelector: { matchLabels: { team: `t${index % 5}` } },
    podSelector: {
      matchExpressions: [
        { key: 'app', operator: 'In', values: [`a${index % apps}`, `a${(index + 5) % apps}`] },
        { key: 'skip', operator: 'DoesNotExist' },
      ],
    },
    rules: Array.from({ length: 20 }, (_, rule) => ({ ruleID: idOf((index * 7 + rule) % count) })),
  }));
}

/** Ten pods in each namespace, each with labels of its own. */
export function podsOf(pods: number): readonly PodPlace[] {
  return Array.from({ length: pods }, (_, index) => {
    const [namespace, name] = [`n${index % 500}`, `p${index}`];
    const labels = { app: `a${index % apps}`, 'pod-template-hash': String(index) };
    const pod = { namespace, name, labels, namespaceLabels: { team: `t${index % 5}` } };
    const event: RuntimeEvent = {
      timestamp: '2026-11-21T16:54:00Z',
      eventType: 'exec',
      mntns: index,
      containerId: `c${index}`,
      pid: 7,
      comm: 'nginx',
      exepath: '/usr/sbin/nginx',
      args: ['nginx', '-g', 'daemon off;'],
    };
    return { info: { context: 'kubernetes', workloadId: `${namespace}/${name}`, ownContexts: [], pod }, event };
  });
}

function idOf(index: number): string {
  return `R${4000 + index}`;
}
