/** What the benchmark gives as JSON: nanoseconds an evaluation, and how many times as long a peer takes. */
export interface Report {
  readonly rules: readonly RuleReport[];
  readonly geomean: Figures;
  /** By the number of rules: nanoseconds an event. */
  readonly ruleSet: Readonly<Record<string, number>>;
}

export interface Figures {
  readonly ns: number;
  readonly vsCelJs: number;
  readonly vsBufbuild: number;
  /** Null where there is no Go. */
  readonly vsCelGo: number | null;
}

export interface RuleReport extends Figures {
  readonly id: string;
  readonly eventType: string;
}
