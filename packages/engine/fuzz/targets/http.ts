import { parseHttpRequest } from '../../src/collector/packets/parse-http-request.ts';
import { httpRequests } from '../corpus/http.ts';
import { inspect } from '../inspect.ts';
import type { Target } from '../target.ts';

// A head of 16 KiB, twice for url and path, each byte of it six characters of JSON at most, and 4 KiB of a body.
const maxOutput = 6 * (2 * 16 + 4 + 4) * 1024;

/** The beginning of a connection, with more to come and without. */
export const httpTarget: Target = {
  name: 'http',
  corpus: httpRequests,
  look: (bytes, random) => {
    const isAll = random.chance(0.5);
    return inspect(bytes, (memory) => readRequest(memory, isAll), { maxOutput });
  },
};

function readRequest(memory: Buffer, isAll: boolean): unknown {
  const parsed = parseHttpRequest(memory, isAll);
  if (parsed.status === 'incomplete') {
    if (isAll) throw new Error('Expected an answer where nothing follows');
    if (parsed.needed <= memory.length)
      throw new Error(`Expected to need more than ${memory.length} bytes, got ${parsed.needed}`);
  }
  if (parsed.status === 'request' && (parsed.bytes ?? 0) > memory.length) {
    throw new Error(`Expected to take ${memory.length} bytes at most, got ${parsed.bytes}`);
  }
  return parsed;
}
