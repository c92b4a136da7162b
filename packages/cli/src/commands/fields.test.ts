import { eventFields, eventTypes, helperFunctions } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.test.support.ts';

interface Names {
  readonly fields: readonly { readonly name: string; readonly type: string; readonly filledFor: unknown }[];
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly functions: readonly { readonly name: string; readonly signature: string }[];
}

async function namesOf(...args: readonly string[]): Promise<Names> {
  const { code, stdout, stderr } = await runCli(['fields', '--format', 'json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Names;
}

describe('rulelib fields', () => {
  it('lists every field of the catalogue that CEL sees, and every function, as JSON', async () => {
    const { fields, types, functions } = await namesOf();
    expect(fields.map(({ name }) => name)).toEqual(eventFields.filter(({ inCel }) => inCel).map(({ name }) => name));
    expect(fields).toContainEqual({
      name: 'flags',
      type: 'list(string)',
      filledFor: ['open', 'iouring'],
      doc: 'Names of the flags, such as O_WRONLY',
    });
    expect(functions).toHaveLength(helperFunctions.length);
    expect(functions.map(({ signature }) => signature)).toContain('ap.was_executed(string, string) bool');
    expect(types['UserInfo']).toEqual({ Username: 'string', UID: 'string', Groups: 'list(string)' });
  });

  it('lists those of one event type, with the types that occur in them', async () => {
    const { fields, types } = await namesOf('--event', 'http');
    const names = fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['comm', 'dstIp', 'direction', 'request']));
    expect(names).not.toContain('exepath');
    expect(Object.keys(types)).toEqual(['HttpRequest']);
  });

  it('shows tables to people', async () => {
    const { code, stdout, stderr } = await runCli(['fields', '--event', 'kmod']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}module +string +kmod +Path of the module file/m);
    expect(stdout).toMatch(/^ {2}net\.is_private_ip\(string\) bool +Whether the address is private/m);
    expect(stdout).not.toMatch(/^ {2}capName/m);
  });

  it('writes Markdown whose rows all have the columns of their table', async () => {
    const { stdout } = await runCli(['fields', '--format', 'markdown']);
    expect(stdout).toContain(
      '| `module` | `string` | kmod | Path of the module file, else the name the image carries |\n',
    );
    expect(stdout).toContain('## HttpRequest\n\n| Member | Type |\n| --- | --- |\n');
    for (const table of stdout.match(/(^\|.*\n)+/gm) ?? []) {
      const columns = table
        .trimEnd()
        .split('\n')
        .map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(columns).size).toBe(1);
    }
  });

  it('refuses an event type that is none, with the nearest', async () => {
    const { code, stdout, stderr } = await runCli(['fields', '--event', 'exce']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Expected ${eventTypes.join(' or ')} after --event, got "exce": did you mean "exec"?\n`);
  });
});
