import { moduleName } from '../../src/collector/modinfo.ts';
import { modinfos } from '../corpus/modinfo.ts';
import { inspect } from '../inspect.ts';
import type { Target } from '../target.ts';

/** The name in a module's image, which is nobody's to trust. */
export const modinfoTarget: Target = {
  name: 'modinfo',
  corpus: modinfos,
  look: (bytes) => inspect(bytes, (memory) => moduleName(memory.toString('utf8')), { maxOutput: 6 * bytes.length + 2 }),
};
