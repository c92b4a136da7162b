import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { facts } from '../facts.ts';
import type { RuleExpression } from '../rule-expressions.ts';
import { buildCelGo } from './build-cel-go.ts';
import type { Engine, MakeEngine } from './engine.ts';

/** cel-go, in a process of its own that evaluates when it is told to. @throws Error where it cannot be built */
export const celGo: MakeEngine = async (expressions) => {
  const child = spawn(await buildCelGo(), { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<unknown> => {
    child.stdin.write(`${question}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error('Cannot measure cel-go: it has ended');
    return JSON.parse(value);
  };
  const verdicts = (await ask(JSON.stringify(input(expressions)))) as boolean[][];
  return {
    name: 'cel-go',
    version: versionInGoMod(),
    verdicts: (index) => verdicts[index] as boolean[],
    time: (index, count) => ask(`${index} ${count}`) as Promise<number>,
    close: () => child.stdin.end(),
  } satisfies Engine;
};

function input(expressions: readonly RuleExpression[]): unknown {
  return { facts, expressions: expressions.map(({ source, events }) => ({ source, events })) };
}

function versionInGoMod(): string {
  const text = readFileSync(new URL('../cel-go/go.mod', import.meta.url), 'utf8');
  return /cel\.dev\/cel-go v(\S+)/.exec(text)?.[1] ?? 'unknown';
}
