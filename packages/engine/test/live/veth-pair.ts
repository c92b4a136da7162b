import { vi } from 'vitest';
import { runProgram } from './run-program.ts';

/** Gives two running containers of runc an interface `veth0` each: the ends of one cable, which no other namespace sees. */
export async function joinByVeth(one: string, other: string): Promise<void> {
  const [first, second] = [await runningPid(one), await runningPid(other)];
  const far = ['peer', 'name', 'veth0', 'netns', `${second}`];
  await runProgram('ip', ['link', 'add', 'veth0', 'netns', `${first}`, 'type', 'veth', ...far]);
}

async function runningPid(id: string): Promise<number> {
  return vi.waitUntil(
    async () => {
      const state = await runProgram('runc', ['state', id]).catch(() => '{}');
      const { status, pid } = JSON.parse(state) as { readonly status?: string; readonly pid?: number };
      return status === 'running' ? pid : undefined;
    },
    { timeout: 30_000, interval: 100 },
  );
}
