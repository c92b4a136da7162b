/** Whether a file is one of this dialect, by its name: `<anything>.rule.yaml`. */
export function isThreatRuleFile(file: string): boolean {
  return /[^/\\]\.rule\.yaml$/.test(file);
}
