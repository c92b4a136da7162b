import type { Container } from '../contexts/container.ts';
import type { ContainerFacts } from './container-facts.ts';

/** Asks whoever may know more of a container. */
export interface ContainerEnricher {
  /** Questions that had no answer, after every retry. */
  readonly unanswered: number;
  /** Calls back each time that something was answered; never within the call. */
  ask(container: Container, learn: (facts: ContainerFacts) => void): void;
  close(): void;
}
