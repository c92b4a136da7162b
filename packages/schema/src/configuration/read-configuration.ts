import { createDocumentValidator } from '../json-schema/create-document-validator.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Problem } from '../problem.ts';
import { listProblems } from '../problem-list.ts';
import { readDocuments, type YamlDocument } from '../yaml/read-documents.ts';
import { configurationSchema } from './configuration-schema.ts';
import type { Configuration } from './configuration-settings.ts';
import { type ListedSetting, listSettings } from './list-settings.ts';
import { overridesOf } from './overrides-of.ts';
import { builtInContexts, ownContextProblems } from './own-context-problems.ts';

export interface ConfigurationSource {
  /** YAML, of which JSON is a part. */
  readonly text: string;
  /** Name for messages. */
  readonly file: string;
  /** Its `RULELIB_…` variables stand above the file, and so do Kubescape's names for a few of them. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** What `configuration.policy` says, which knows the places of it. */
  readonly policy: Policy;
  readonly problems: readonly Problem[];
}

const validate = createDocumentValidator(configurationSchema);

/** Reads the agent's configuration, never throwing: where there is a problem, everything has its default. */
export function readConfiguration({ text, file, environment = {} }: ConfigurationSource): ReadConfiguration {
  const { documents, problems } = readDocuments(text, file);
  const [document, second] = documents;
  const found = [...problems, ...(document && document.value !== null ? validate(document) : [])];
  if (second !== undefined) {
    const message = 'Unexpected document: a configuration file has one';
    found.push({ ...second.place, code: 'unexpected-document', message });
  }
  const overrides = overridesOf(environment);
  found.push(...overrides.problems);
  const configuration = compose(({ path }) => {
    if (found.length > 0) return undefined;
    return overrides.documents.get(path.join('.'))?.value ?? valueAt(document?.value, path);
  });
  const policy = readPolicy({ document, override: overrides.documents.get('policy'), configuration });
  if (found.length === 0) found.push(...namesTaken(document, overrides.documents, configuration), ...policy.problems);
  return { configuration, policy: policy.policy ?? { contexts: {} }, problems: listProblems(found) };
}

/** The settings that `find` knows, and the defaults of all others. */
function compose(find: (setting: ListedSetting) => unknown): Configuration {
  const root: Record<string, unknown> = {};
  for (const listed of listSettings()) {
    let level = root;
    for (const key of listed.path.slice(0, -1)) {
      level[key] ??= {};
      level = level[key] as Record<string, unknown>;
    }
    level[listed.path.at(-1) ?? ''] = find(listed) ?? listed.setting.default;
  }
  return root as unknown as Configuration;
}

interface PolicySource {
  readonly document: YamlDocument | undefined;
  readonly override: YamlDocument | undefined;
  readonly configuration: Configuration;
}

/** The part whose names the schema cannot know: they are those of the other settings. */
function readPolicy({ document, override, configuration }: PolicySource) {
  const contexts = [...builtInContexts, ...configuration.ownContexts.map(({ name }) => name)];
  if (override !== undefined) return parsePolicy(override, { contexts });
  const isThere = valueAt(document?.value, ['policy']) !== undefined;
  return document !== undefined && isThere ? parsePolicy(document, { pointer: '/policy', contexts }) : { problems: [] };
}

function namesTaken(
  document: YamlDocument | undefined,
  overrides: ReadonlyMap<string, YamlDocument>,
  { ownContexts }: Configuration,
): readonly Problem[] {
  const override = overrides.get('ownContexts');
  if (override !== undefined) return ownContextProblems(override, '', ownContexts);
  return document === undefined ? [] : ownContextProblems(document, '/ownContexts', ownContexts);
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), root);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
