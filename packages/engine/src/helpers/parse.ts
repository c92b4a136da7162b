/** `parse.get_exec_path`: exepath, else args[0] unless empty, else comm. The identity that profiles learn. */
export function getExecPath(args: readonly string[], comm: string, exepath = ''): string {
  return exepath || args[0] || comm;
}
