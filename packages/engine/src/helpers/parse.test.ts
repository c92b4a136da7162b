import { expect, it } from 'vitest';
import { getExecPath } from './parse.ts';

it.each<[string, Parameters<typeof getExecPath>]>([
  ['/bin/ls', [['ls'], 'comm', '/bin/ls']],
  ['ls', [['ls'], 'comm', '']],
  ['ls', [['ls'], 'comm']],
  ['comm', [[''], 'comm', '']],
  ['comm', [[], 'comm']],
  ['', [[], '']],
])('the exec path is %j for %j', (path, args) => {
  expect(getExecPath(...args)).toBe(path);
});
