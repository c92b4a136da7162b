import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../setup/run-command.mjs';
import { openApt } from './open-apt.mjs';

/**
 * Unpacks packages of a suite into a folder, without what they depend on and without running anything of theirs. A folder that
 * is there is taken for done: name it after its contents.
 * @returns why it failed, undefined when it did not
 */
export async function unpackPackages(folder, { suite, packages, arch }) {
  if (existsSync(folder)) return undefined;
  mkdirSync(dirname(folder), { recursive: true });
  const state = mkdtempSync(`${folder}-apt-`);
  try {
    const apt = await openApt({ folder: state, suites: [suite], kind: 'deb', arch });
    if (typeof apt === 'string') return apt;
    const { code } = await apt('apt-get', ['update']);
    return code === 0 ? await unpackWith(apt, folder, packages) : `apt-get update ended with ${code}`;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** The same with an apt whose lists are there. */
export async function unpackWith(apt, folder, packages) {
  if (existsSync(folder)) return undefined;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    return (await unpackInto(work, apt, packages)) ?? moveInto(join(work, 'root'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpackInto(work, apt, packages) {
  const files = join(work, 'files');
  mkdirSync(files);
  const { code, output } = await apt('apt-get', ['download', ...packages], { cwd: files });
  if (code !== 0) return `apt-get download ended with ${code}\n${output}`;
  for (const file of readdirSync(files)) {
    const unpacked = await runCommand('dpkg-deb', ['-x', join(files, file), join(work, 'root')]);
    if (unpacked.code !== 0) return `dpkg-deb ended with ${unpacked.code}\n${unpacked.output}`;
  }
  return undefined;
}

function moveInto(from, folder) {
  try {
    renameSync(from, folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
  return undefined;
}
