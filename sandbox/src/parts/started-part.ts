/** A part of the stack that answers. */
export interface StartedPart {
  /** Where programs reach it. */
  url: string;
  /** What it is, for the line of progress: name and version. */
  about: string;
  stop: () => Promise<void>;
}
