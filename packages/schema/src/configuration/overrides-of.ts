import { createDocumentValidator } from '../json-schema/create-document-validator.ts';
import type { JsonSchema } from '../json-schema/json-schema.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { readDocuments, type YamlDocument } from '../yaml/read-documents.ts';
import { type ListedSetting, listSettings } from './list-settings.ts';

/** Variables with this prefix are ours: one that names no setting is a mistake. */
const prefix = 'RULELIB_';

/** Set by whoever runs tests or builds, and no setting. */
const others: ReadonlySet<string> = new Set(['RULELIB_LIVE', 'RULELIB_CLUSTER']);

/**
 * What environment variables say of the settings, by path. A list is written with commas or as YAML, a mapping as YAML; an
 * empty variable counts as one that is not set.
 */
export function overridesOf(environment: Readonly<Record<string, string | undefined>>): {
  readonly documents: ReadonlyMap<string, YamlDocument>;
  readonly problems: readonly Problem[];
} {
  const settings = listSettings();
  const documents = new Map<string, YamlDocument>();
  const problems: Problem[] = [];
  for (const listed of settings) {
    const variable = listed.variables.find((name) => environment[name]);
    if (variable === undefined) continue;
    const { document, problems: found } = readVariable(variable, environment[variable] ?? '', listed);
    problems.push(...found);
    if (document !== undefined) documents.set(listed.path.join('.'), document);
  }
  return { documents, problems: [...problems, ...unknownVariables(environment, settings)] };
}

function readVariable(name: string, written: string, { setting }: ListedSetting) {
  const { documents, problems } = readDocuments(asYaml(written, setting.schema), `$${name}`);
  const [document] = documents;
  if (document === undefined) return { document, problems };
  return { document, problems: [...problems, ...createDocumentValidator(setting.schema)(document)] };
}

function asYaml(written: string, { type }: JsonSchema): string {
  if (type === 'string') return JSON.stringify(written);
  const isBareList = type === 'array' && !written.trimStart().startsWith('[');
  if (!isBareList) return written;
  return JSON.stringify(
    written
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
}

function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  settings: readonly ListedSetting[],
): Problem[] {
  const known = settings.map(({ variables }) => variables[0] ?? '');
  const names = Object.keys(environment).filter((name) => name.startsWith(prefix) && !others.has(name));
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const message = `Unknown variable "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
      return { file: `$${name}`, line: 1, column: 1, code: 'unknown-key', message };
    });
}
