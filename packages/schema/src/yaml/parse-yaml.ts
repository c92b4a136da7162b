import { readYaml } from './read-yaml.ts';
import { YamlError } from './yaml-error.ts';

/** The documents of a YAML file as data, aliases resolved. Throws YamlError on the first fault of the file. */
export function parseYaml(text: string, file: string): unknown[] {
  const { documents, problems } = readYaml(text, file);
  const [problem] = problems;
  if (problem !== undefined) throw new YamlError(problem.code, problem.offset, problem.message);
  return documents.map(({ value }) => value);
}
