/** What the webhook serves with, as PEM, and who signed it. */
export interface ServingCredentials {
  readonly cert: string;
  readonly key: string;
}

/** Everything that the operators share: what they serve with, and what they make the next from. */
export interface WebhookCertificates extends ServingCredentials {
  /** The authorities by which the API server knows the webhook: the one that signs, and until it ends the one before. */
  readonly authorities: string;
  readonly authorityKey: string;
}
