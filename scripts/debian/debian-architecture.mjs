/** Debian's name of an architecture of Node's. */
export function debianArchitecture(arch) {
  return { x64: 'amd64', arm64: 'arm64' }[arch] ?? arch;
}
