import type { Feature } from '@rulelibrary/engine/collector';

/** What the probe found, one line for each hook rather than for each event type: many share one. */
export function renderFeatures(features: readonly Feature[]): string[] {
  const groups = Map.groupBy(features, ({ available, detail }) => `${available ? '' : 'no '}${detail}`);
  const lines = [...groups.values()].map((group) => {
    const [{ available, detail } = { available: true, detail: '' }] = group;
    return { available, names: group.map(({ name }) => name).join(' '), detail };
  });
  const inOrder = [...lines.filter(({ available }) => available), ...lines.filter(({ available }) => !available)];
  return inOrder.map(({ available, names, detail }) =>
    available ? `  ${names}: ${detail}` : `  without ${names}: ${detail}`,
  );
}
