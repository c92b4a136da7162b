/**
 * What is dear to compute, kept by name: the least recently used is forgotten when there are more than `limit`. What
 * cannot be computed, and throws, is not kept.
 */
export function recentlyUsed<T>(limit: number, compute: (name: string) => T): (name: string) => T {
  const cache = new Map<string, T>();
  return (name) => {
    const value = cache.get(name) ?? compute(name);
    cache.delete(name);
    cache.set(name, value);
    const [oldest] = cache.keys();
    if (cache.size > limit && oldest !== undefined) cache.delete(oldest);
    return value;
  };
}
