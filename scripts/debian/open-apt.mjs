import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/run-command.mjs';
import { debianArchitecture } from './debian-architecture.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const withoutExtras = ['Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false', 'Acquire::Languages=none'];

/**
 * An apt with sources and state of its own, so that it installs nothing and leaves the machine's apt as it is. The mirror is
 * the one that the machine itself uses. Needs no root.
 * @param kind deb or deb-src
 * @param arch as Node names it; default: this machine's
 * @returns what runs `apt-get` or `apt-cache` with it, as runCommand does; a text: why there is none
 */
export async function openApt({ folder, suites, kind, arch = process.arch }) {
  const archive = await ownArchive();
  if (archive === undefined) return 'there is no apt here that has a Debian mirror';
  for (const name of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(folder, name), { recursive: true });
  const name = debianArchitecture(arch);
  const list = join(folder, 'sources.list');
  writeFileSync(
    list,
    suites.map((suite) => `${kind} [arch=${name} signed-by=${keyring}] ${archive} ${suite} main\n`).join(''),
  );
  const options = [
    `Dir::Etc::SourceList=${list}`,
    'Dir::Etc::SourceParts=-',
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
    `APT::Architecture=${name}`,
    `APT::Architectures=${name}`,
    'APT::Sandbox::User=root',
    ...withoutExtras,
  ].flatMap((option) => ['-o', option]);
  return (command, args, settings) => runCommand(command, [...options, ...args], settings);
}

/** Debian's release that this machine runs, such as bookworm; undefined where it runs another system. */
export async function ownSuite() {
  return (await ownTargets())[0]?.suite;
}

async function ownArchive() {
  return existsSync(keyring) ? (await ownTargets())[0]?.uri : undefined;
}

/** The main archive among the machine's sources: not its updates, nor its security. */
async function ownTargets() {
  const format = '$(CREATED_BY) $(REPO_URI) $(RELEASE) $(COMPONENT)';
  // Without asking what was downloaded: a bare image has no package lists.
  const { code, output } = await runCommand('apt-get', ['indextargets', '--no-release-info', '--format', format]);
  if (code !== 0) return [];
  const targets = output.split('\n').map((line) => line.split(' '));
  return targets
    .filter(([from, uri, suite, component]) => from === 'Packages' && isMainArchive(uri, suite) && component === 'main')
    .map(([, uri, suite]) => ({ uri, suite }));
}

function isMainArchive(uri, suite) {
  // A snapshot has the time it was taken behind.
  return /\/debian(\/\d{8}T\d{6}Z)?\/?$/.test(uri) && /^[a-z]+$/.test(suite);
}
