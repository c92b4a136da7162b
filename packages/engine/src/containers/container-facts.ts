import type { Container } from '../contexts/container.ts';

/** What may be known of a container beside that it runs. */
export type ContainerFacts = Partial<
  Pick<
    Container,
    'name' | 'image' | 'imageDigest' | 'labels' | 'environment' | 'command' | 'mountPaths' | 'bundle' | 'runtime'
  >
>;

/** Facts of several sources: the later one wins, labels are put together. */
export function mergeFacts(...sources: readonly ContainerFacts[]): ContainerFacts {
  const merged: Record<string, unknown> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      if (value === undefined) continue;
      merged[name] = name === 'labels' ? { ...(merged['labels'] as object | undefined), ...(value as object) } : value;
    }
  }
  return merged as ContainerFacts;
}
