import type { Container } from '../contexts/container.ts';
import { callGrpc } from './call-grpc.ts';
import { cleanRecord, cleanText } from './clean-text.ts';
import type { ContainerFacts } from './container-facts.ts';
import { factsOfLabels } from './parse-config.ts';
import { mapOf, messageOf, readMessage, textField, textOf } from './protobuf.ts';

const api = '/containerd.services';
const timeoutMs = 2000;
const maxBytes = 2 ** 20;
const maxNamespaces = 16;

/**
 * Labels, image and its digest as containerd keeps them: services/{namespaces,containers,images}/v1 of its public API.
 * @throws Error when there is no answer
 */
export async function askContainerd(socket: string, { id, bundle }: Container): Promise<ContainerFacts | undefined> {
  for (const namespace of await namespacesOf(socket, bundle)) {
    const call = askIn(socket, namespace);
    const answer = await call(`${api}.containers.v1.Containers/Get`, textField(1, id));
    if (!answer) continue;
    const container = messageOf(readMessage(answer), 1);
    const image = cleanText(textOf(container, 3));
    const imageDigest = image && (await digestOf(image, call));
    return {
      ...factsOfLabels(cleanRecord(mapOf(container, 2)) ?? {}),
      ...(image ? { image } : {}),
      ...(imageDigest ? { imageDigest } : {}),
    };
  }
  return undefined;
}

type Call = (method: string, message: Buffer) => Promise<Buffer | undefined>;

function askIn(socket: string, namespace: string): Call {
  const headers = { 'containerd-namespace': namespace };
  return (method, message) => callGrpc({ socket, method, headers, message, timeoutMs, maxBytes });
}

/** The one that the bundle's path names, or all there are. */
async function namespacesOf(socket: string, bundle = ''): Promise<readonly string[]> {
  const [, named] = /\/io\.containerd\.runtime\.v2\.task\/([\w.-]+)\/[^/]+$/.exec(bundle) ?? [];
  if (named !== undefined) return [named];
  const answer = await askIn(socket, 'default')(`${api}.namespaces.v1.Namespaces/List`, Buffer.alloc(0));
  const listed = answer ? (readMessage(answer).get(1) ?? []) : [];
  return listed.slice(0, maxNamespaces).flatMap((each) => textOf(readMessage(each), 1) ?? []);
}

/** Of the manifest that the name stands for. The image may be gone while its container runs. */
async function digestOf(image: string, call: Call): Promise<string | undefined> {
  const answer = await call(`${api}.images.v1.Images/Get`, textField(1, image));
  const target = answer && messageOf(messageOf(readMessage(answer), 1), 3);
  const digest = target && textOf(target, 2);
  return digest && /^sha\d{3}:[0-9a-f]{64,128}$/.test(digest) ? digest : undefined;
}
