import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBindings } from '@rulelibrary/schema/bindings';
import { parsePolicy } from '@rulelibrary/schema/policy';
import { readDocuments } from '@rulelibrary/schema/yaml';
import { describe, expect, it } from 'vitest';
import { root } from './run-cli.test.support.ts';

const page = readFileSync(join(root, 'docs/bindings.md'), 'utf8');
const [binding = '', policy = ''] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block]) => block);

describe('the page on bindings', () => {
  it('shows a binding that is one', () => {
    const { bindings, problems } = parseBindings(binding, 'bindings.yaml');
    expect(problems).toEqual([]);
    expect(bindings.map(({ rules }) => rules.length)).toEqual([3]);
  });

  it('shows a policy that is one', () => {
    const [document] = readDocuments(policy, 'config.yaml').documents;
    const contexts = ['kubernetes', 'host', 'standalone', 'payments'];
    const parsed = document && parsePolicy(document, { pointer: '/policy', contexts });
    expect(parsed?.problems).toEqual([]);
    expect(Object.keys(parsed?.policy?.contexts ?? {})).toEqual(['host', 'payments']);
  });
});
