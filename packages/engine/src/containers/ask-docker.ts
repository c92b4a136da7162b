import type { Container } from '../contexts/container.ts';
import { cleanRecord, cleanText } from './clean-text.ts';
import type { ContainerFacts } from './container-facts.ts';
import { factsOfLabels } from './parse-config.ts';

const timeoutMs = 2000;
const maxBytes = 2 ** 22;

/**
 * Name, labels and image as Docker keeps them: `GET /containers/ID/json` of its Engine API.
 * @throws Error when there is no answer
 */
export async function askDocker(socket: string, { id }: Container): Promise<ContainerFacts | undefined> {
  const text = await get(socket, `/containers/${encodeURIComponent(id)}/json`);
  if (text === undefined) return undefined;
  const { Name, Config } = JSON.parse(text) as Answer;
  const name = cleanText(typeof Name === 'string' ? Name.replace(/^\//, '') : undefined);
  const image = cleanText(Config?.Image);
  return {
    ...factsOfLabels(cleanRecord(Config?.Labels) ?? {}),
    ...(name ? { name } : {}),
    ...(image ? { image } : {}),
  };
}

interface Answer {
  readonly Name?: unknown;
  readonly Config?: { readonly Image?: unknown; readonly Labels?: unknown };
}

/** Undefined: there is no such thing. */
async function get(socketPath: string, path: string): Promise<string | undefined> {
  // Not before there is someone to ask: it takes three megabytes.
  const { default: http } = await import('node:http');
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = http.get({ socketPath, path, signal, headers: { Host: 'docker' } }, (response) => {
      const chunks: Buffer[] = [];
      let total = 0;
      response.on('error', reject).on('data', (chunk: Buffer) => {
        total += chunk.length;
        chunks.push(chunk);
        if (total > maxBytes) request.destroy(new Error(`an answer of more than ${maxBytes} bytes`));
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
        else if (response.statusCode === 404) resolve(undefined);
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}
