import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { type NamedProfile, type Problem, parseProfiles } from '@rulelibrary/schema';
import { keyText, type ProfileKey } from '../learning/profile-key.ts';

/** As large as YAML is read. */
export const maxFileBytes = 8 * 2 ** 20;

/**
 * The profile in the file, unless it is another's; what is wrong with the file is told. A file that is not there is none.
 * @param key undefined: whosever it is
 */
export function loadProfile(
  file: string,
  key: ProfileKey | undefined,
  onProblem: (problem: Problem) => void,
): NamedProfile | undefined {
  const text = readBounded(file, onProblem);
  if (text === undefined) return undefined;
  const { profiles, problems } = parseProfiles(text, file);
  for (const problem of problems) onProblem(problem);
  const [first] = profiles;
  if (profiles.length === 0 || first === undefined) return undefined;
  if (profiles.length === 1 && (key === undefined || isOf(first, key))) return first;
  onProblem(
    problemOf(
      file,
      `Expected the profile of ${key ? keyText(key) : 'one container'} alone in "${file}", got another or several`,
    ),
  );
  return undefined;
}

/** A person may have taken the annotations off: names must agree in any case. */
function isOf({ namespace, workload, containerName, image, imageDigest, learning }: NamedProfile, key: ProfileKey) {
  const context = learning?.context ?? key.context;
  const named = { context, workload: workload ?? '', containerName, ...(namespace !== undefined && { namespace }) };
  const ofImage = { ...(image && { image }), ...(imageDigest && { imageDigest }) };
  const isSameName = keyText(named) === keyText(nameOf(key));
  return isSameName && (learning === undefined || keyText({ ...named, ...ofImage }) === keyText(key));
}

function nameOf({ context, namespace, workload, containerName }: ProfileKey): ProfileKey {
  return { context, workload, containerName, ...(namespace !== undefined && { namespace }) };
}

function readBounded(file: string, onProblem: (problem: Problem) => void): string | undefined {
  let descriptor: number | undefined;
  try {
    // A link could lead anywhere, and opening a pipe would wait for a writer.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = fstatSync(descriptor);
    if (!fstatSync(descriptor).isFile()) throw new Error('not a regular file');
    if (size > maxFileBytes) throw new Error(`larger than ${maxFileBytes} bytes`);
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') onProblem(problemOf(file, `Cannot read "${file}": ${message}`));
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function problemOf(file: string, message: string): Problem {
  return { file, line: 1, column: 1, code: 'unreadable', message };
}
