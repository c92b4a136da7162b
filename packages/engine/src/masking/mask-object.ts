import { maskArguments } from './mask-arguments.ts';
import { isSecretName, mask } from './secret-name.ts';

/**
 * A Kubernetes object (or the options of a request) with the secrets masked that it can hold: the data of a Secret, values
 * whose key says that they are secret, environment variables of that kind, and arguments in `command` and `args`.
 */
export function maskObject(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskObject);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, maskMember(object, key, member)]));
}

function maskMember(object: Readonly<Record<string, unknown>>, key: string, member: unknown): unknown {
  if (object['kind'] === 'Secret' && (key === 'data' || key === 'stringData')) return maskValues(member);
  if (key === 'value' && typeof object['name'] === 'string' && isSecretName(object['name'])) return maskScalar(member);
  if ((key === 'command' || key === 'args') && isTexts(member)) return maskArguments(member);
  return isSecretName(key) && typeof member === 'string' ? maskScalar(member) : maskObject(member);
}

function maskValues(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return maskScalar(data);
  return Object.fromEntries(Object.keys(data).map((key) => [key, mask]));
}

function maskScalar(value: unknown): unknown {
  return value === '' || value === null || value === undefined ? value : mask;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
