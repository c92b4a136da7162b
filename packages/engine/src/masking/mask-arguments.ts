import { maskUrl } from './mask-url.ts';
import { type PasswordOptions, passwordOptionsOf } from './password-options.ts';
import { isSecretName, mask } from './secret-name.ts';
import { maskKnownShapes } from './secret-value.ts';

/**
 * An argument vector with the values masked that look like passwords, tokens or keys: `--password=x`, `--password x`,
 * `TOKEN=x`, `Authorization: x`, `https://user:x@host/?token=x`, the same inside a shell's `-c` text, short options of
 * programs known for them, and tokens that show by their shape. Linear in the length of the text, which attackers choose.
 */
export function maskArguments(args: readonly string[]): readonly string[] {
  const options = optionsFor(args);
  return args.map((arg, index) => maskArgument(arg, args[index - 1], options));
}

function optionsFor(args: readonly string[]): PasswordOptions | undefined {
  const options = passwordOptionsOf(args[0] ?? '');
  return options?.subcommand === undefined || args.includes(options.subcommand) ? options : undefined;
}

function maskArgument(arg: string, previous: string | undefined, options: PasswordOptions | undefined): string {
  if (arg === '') return arg;
  const byOption = options && maskByOption(arg, previous, options);
  if (byOption !== undefined) return byOption;
  if (previous !== undefined && announcesSecret(previous, arg)) return mask;
  return maskHeader(arg) ?? maskText(arg);
}

function maskByOption(arg: string, previous: string | undefined, options: PasswordOptions): string | undefined {
  const { next = [], attached = [], userAndSecret = [] } = options;
  if (previous !== undefined && next.includes(previous)) return mask;
  if (previous !== undefined && userAndSecret.includes(previous)) return maskAfterColon(arg);
  const name = [...next, ...attached].find((option) => isAttached(arg, option));
  if (name !== undefined) return `${name}${mask}`;
  const user = userAndSecret.find((option) => isAttached(arg, option));
  return user && `${user}${maskAfterColon(arg.slice(user.length))}`;
}

function isAttached(arg: string, option: string): boolean {
  return option.length === 2 && arg.length > 2 && arg.startsWith(option);
}

function maskAfterColon(text: string): string {
  const colon = text.indexOf(':');
  return colon < 0 ? text : `${text.slice(0, colon + 1)}${mask}`;
}

/** After `--password` or `-token`, an option without a value of its own, the next argument is the secret. */
function announcesSecret(option: string, arg: string): boolean {
  const isOption = /^-{1,2}[A-Za-z]/.test(option) && option.length > 3 && !option.includes('=');
  return isOption && isSecretName(option) && !/^--[A-Za-z]/.test(arg) && !isKeyFile(option, arg);
}

/** `Authorization: Bearer x`, as `curl -H` takes it: the rest of the argument is the value. */
function maskHeader(arg: string): string | undefined {
  const [whole, name = ''] = /^(?:-H|--header=)?([A-Za-z][\w-]{0,63}):\s?/.exec(arg) ?? [];
  if (whole === undefined || arg.startsWith('//', whole.length) || !isSecretName(name)) return undefined;
  return arg.length === whole.length ? undefined : `${whole}${mask}`;
}

/** Words and quoted texts; what is neither, spaces and stray quotes, stays between them. */
const shellWords = /(?:[^\s"'`;|()]|"[^"]*"|'[^']*')+/g;

/** The bound on nesting: the text of a shell in the text of a shell. */
const maxDepth = 3;

function maskText(text: string, depth = 0): string {
  const clean = maskKnownShapes(text);
  if (depth === maxDepth || !/[\s"'`;|()]/.test(clean)) return maskWord(clean);
  let previous: string | undefined;
  let options: PasswordOptions | undefined;
  const masked = clean.replace(shellWords, (word) => {
    const [quote, inner] = unquote(word);
    const before = previous;
    previous = inner;
    options = optionsIn(clean, inner) ?? options;
    const byOption = options && maskByOption(inner, before, options);
    if (inner === '' || byOption !== undefined) return `${quote}${byOption ?? ''}${quote}`;
    if (before !== undefined && announcesSecret(before, inner)) return `${quote}${mask}${quote}`;
    return quote === '' ? maskWord(word) : `${quote}${maskHeader(inner) ?? maskText(inner, depth + 1)}${quote}`;
  });
  return maskPairs(masked);
}

function optionsIn(text: string, word: string): PasswordOptions | undefined {
  const options = passwordOptionsOf(word);
  return options?.subcommand === undefined || text.includes(` ${options.subcommand} `) ? options : undefined;
}

function unquote(word: string): readonly [quote: string, inner: string] {
  const first = word[0];
  const isQuoted = (first === '"' || first === "'") && word.indexOf(first, 1) === word.length - 1 && word.length > 1;
  return isQuoted ? [first, word.slice(1, -1)] : ['', word];
}

/**
 * `name=value` with a name that says it is secret, also inside `--set a=1,db.password=x`: the rest of the word is masked,
 * since a secret may hold any character. A URL keeps all but its secrets. Other words stay.
 */
function maskWord(word: string): string {
  for (const { 0: pair, 1: name = '', index } of word.matchAll(/(?:^|[,=])([\w.-]{1,128})(?==)/g)) {
    const end = index + pair.length + 1;
    if (end < word.length && isSecretName(name) && !isKeyFile(name, word.slice(end)))
      return `${word.slice(0, end)}${mask}`;
  }
  return /[?&]|:\/\//.test(word) ? maskUrl(word) : word;
}

/** `--key=/etc/ssl/server.key` names a file. */
function isKeyFile(name: string, value: string): boolean {
  return /(?:^|[-_])key$/i.test(name) && /^\.{0,2}\//.test(value);
}

/** `"password": "x"`, as JSON and YAML in arguments have it. */
function maskPairs(text: string): string {
  return text.replace(/"([^"\\\s]{1,64})"(\s{0,8}:\s{0,8})"([^"]*)"/g, (whole, name: string, colon: string) =>
    isSecretName(name) ? `"${name}"${colon}"${mask}"` : whole,
  );
}
