import { cleanRecord } from '../../src/containers/clean-text.ts';
import { factsOfLabels, parseConfig } from '../../src/containers/parse-config.ts';
import { mapOf, messageOf, readMessage, textOf } from '../../src/containers/protobuf.ts';
import { parseRuntimeCommand } from '../../src/containers/runtime-command.ts';
import { containerdAnswers, ociConfigs, runtimeCommands } from '../corpus/containers.ts';
import { inspect } from '../inspect.ts';
import type { Target } from '../target.ts';

// Five lists and records of 64 KiB, the annotations a few times over, each character six of JSON at most.
const maxFacts = 6 * 12 * 65_536;

/** A container's configuration, which whoever may start one writes. */
export const ociConfigTarget: Target = {
  name: 'oci-config',
  corpus: ociConfigs,
  look: (bytes) => inspect(bytes, (memory) => parseConfig(memory.toString('utf8')), { maxOutput: maxFacts }),
};

/** The argument vector of a process with a runtime's name. */
export const runtimeCommandTarget: Target = {
  name: 'runtime-command',
  corpus: runtimeCommands,
  look: (bytes) => inspect(bytes, readCommand, { maxOutput: 6 * 3 * bytes.length + 1024 }),
};

function readCommand(memory: Buffer): unknown {
  return parseRuntimeCommand('/usr/sbin/runc', memory.toString('utf8').split('\0'));
}

/** What a socket answers that says it is containerd's. */
export const containerdTarget: Target = {
  name: 'containerd',
  corpus: containerdAnswers,
  look: (bytes) => inspect(bytes, readAnswer, { maxOutput: maxFacts }),
};

function readAnswer(memory: Buffer): unknown {
  try {
    const container = messageOf(readMessage(memory), 1);
    return [factsOfLabels(cleanRecord(mapOf(container, 2)) ?? {}), textOf(container, 3)?.slice(0, 4096)];
  } catch (error) {
    if (error instanceof RangeError) return 'refused';
    throw error;
  }
}
