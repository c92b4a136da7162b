/** A file that the generator reads. */
export interface SourceFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly content: string;
}
