/** A file that the generator writes. */
export interface GeneratedFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  /** Ends in one newline. */
  readonly content: string;
}
