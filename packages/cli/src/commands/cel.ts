import { CelError, TypedJsonError, toTypedJson } from '@rulelibrary/cel';
import { UsageError } from '../arguments/usage-error.ts';
import { type OpenExpression, openExpression } from '../cel/open-expression.ts';
import { renderExpressionError } from '../cel/render-expression-error.ts';
import { renderTree } from '../cel/render-tree.ts';
import { renderTyped } from '../cel/render-typed.ts';
import { runBatch } from '../cel/run-batch.ts';
import { toPrintable } from '../render/to-printable.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib cel`: one expression, or many. */
export const celCommand = defineCommand(
  {
    name: 'cel',
    summary: 'Evaluate a CEL expression, or show what the compiler makes of it',
    options: {
      expr: { kind: 'value', placeholder: 'EXPR', help: 'the expression' },
      bindings: {
        kind: 'value',
        placeholder: 'JSON',
        help: 'its variables, an object of names and values; @FILE reads it',
      },
      event: {
        kind: 'value',
        placeholder: 'FILE',
        help: 'evaluate it as part of a rule, on the event in this file (- is standard input)',
      },
      ast: { kind: 'flag', help: 'show the checked expression instead, a piece a line with its type' },
      cost: { kind: 'flag', help: 'show the estimated cost instead, in steps' },
      code: { kind: 'flag', help: 'show the generated JavaScript instead' },
      batch: { kind: 'flag', help: 'answer the lines of standard input' },
    },
    notes: [
      'Variables have the types of their values: numbers of --bindings are int without fraction and exponent, double with; an\nobject with one member that is named as a type is typed JSON. All extensions of the language are on; with --event those\nthat rules have, and helper functions answer as for a container without profile.',
      'Typed JSON: {"int":"1"} {"uint":"1"} {"double":1.5} {"string":"a"} {"bytes":"base64"} {"bool":true} {"null":null}\n{"list":[…]} {"map":[[key,value],…]} {"timestamp":"RFC 3339"} {"duration":"1.5s"} {"type":"int"} {"optional":null or\nvalue} {"ip":"…"} {"cidr":"…"}; the doubles that JSON lacks are "NaN", "Infinity", "-Infinity", "-0".',
      'A line of --batch is {"expr": "…", "bindings": {name: typed value}, "check": true, "container": "a.b"}, all but expr\noptional; its answer is {"value": typed value} or {"error": "…"}. A line that cannot be read is answered with an error, an\nempty one is not answered.',
      'Exit codes: 0 done; 1 the expression is wrong or fails, but not with --batch; 2 could not run.',
    ],
    example: `npx rulelib cel --expr 'x.startsWith("/etc/")' --bindings '{"x":"/etc/passwd"}'`,
  },
  async ({ options }, terminal) => {
    const { expr, batch, ...others } = options;
    if (batch) {
      const [other] = Object.entries(options).filter(
        ([name, value]) => name !== 'batch' && value !== undefined && value !== false,
      );
      if (other !== undefined)
        throw new UsageError(`Unexpected --${other[0]}: --batch reads everything from standard input`);
      await runBatch(terminal);
      return exitCodes.clean;
    }
    if (expr === undefined) throw new UsageError('Expected --expr EXPR or --batch, got nothing');
    if (others.bindings !== undefined && others.event !== undefined) {
      throw new UsageError('Unexpected --bindings: with --event the event is all that there is');
    }
    try {
      const open = await openExpression({ expr, ...others }, terminal);
      terminal.stdout.stream.write(render(open, options));
      return exitCodes.clean;
    } catch (error) {
      if (error instanceof CelError) terminal.say(renderExpressionError(expr, error));
      else if (error instanceof TypedJsonError) terminal.say(error.message);
      else throw error;
      return exitCodes.findings;
    }
  },
);

interface Views {
  readonly ast: boolean;
  readonly cost: boolean;
  readonly code: boolean;
}

function render({ program, evaluate }: OpenExpression, { ast, cost, code }: Views): string {
  const views = [
    ...(ast ? [renderTree(program)] : []),
    ...(cost ? [`${program.cost}\n`] : []),
    ...(code ? [`${program.code().trimEnd()}\n`] : []),
  ];
  if (views.length > 0) return views.join('\n');
  return `type   ${program.type}\nvalue  ${toPrintable(renderTyped(toTypedJson(evaluate())))}\n`;
}
