import { readFileSync } from 'node:fs';

/** Answers the `process.*` helpers from /proc: for rules that run on the node the events come from. */
export const procProcesses = {
  /** The environment of a process; undefined when it is gone or cannot be read. */
  environment(pid: number): Readonly<Record<string, string>> | undefined {
    try {
      return parseEnvironment(readFileSync(`/proc/${pid}/environ`, 'utf8'));
    } catch {
      return undefined;
    }
  },
};

function parseEnvironment(text: string): Record<string, string> {
  const variables: Record<string, string> = Object.create(null);
  for (const entry of text.split('\0')) {
    const equals = entry.indexOf('=');
    if (equals > 0) variables[entry.slice(0, equals)] ??= entry.slice(equals + 1);
  }
  return variables;
}
