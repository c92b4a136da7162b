/** The severity of a rule (0 to 10) as people read it. */
export function severityText(severity: number): 'None' | 'Low' | 'Medium' | 'High' | 'Critical' {
  if (severity >= 10) return 'Critical';
  if (severity >= 8) return 'High';
  if (severity >= 5) return 'Medium';
  return severity > 0 ? 'Low' : 'None';
}
