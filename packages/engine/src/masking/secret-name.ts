/** Stands for what was masked. */
export const mask = '***';

/** Secret wherever they stand in a name: people write dbpassword, AUTH_TOKEN and clientSecret. */
const stems = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'apikey',
  'accesskey',
  'privatekey',
  'credential',
  'authorization',
];
/** Secret as a whole word only: `compass` and `monkey` are not. */
const words = new Set([
  'pass',
  'pwd',
  'key',
  'auth',
  'jwt',
  'sig',
  'signature',
  'otp',
  'pat',
  'creds',
  'bearer',
  'cookie',
]);
/** A name that ends so says where the secret is, or something about it, not what it is: `--password-file`. */
const harmlessEnds = new Set([
  'file',
  'path',
  'dir',
  'stdin',
  'name',
  'type',
  'policy',
  'length',
  'size',
  'count',
  'ttl',
  'expiry',
  'timeout',
  'url',
  'uri',
  'endpoint',
]);

/** The longest name that is looked at, in UTF-16 units; longer ones are no names anyone gives. */
const maxNameLength = 128;

/** Whether a name (of an option, a variable, a parameter, a header) says that its value is a password, a token or a key. */
export function isSecretName(name: string): boolean {
  if (name === '' || name.length > maxNameLength) return false;
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== '');
  if (harmlessEnds.has(parts.at(-1) ?? '')) return false;
  const joined = parts.join('');
  return parts.some((part) => words.has(part)) || stems.some((stem) => joined.includes(stem));
}
