/** Documents of what is shown: a look at one before it is made, and making it. */
import type { Job } from './backend';
import type { ExportAsked, ExportChoices, ExportPlace, ExportPreview, Progress } from './types';

export interface ExportCalls {
  /** The first page of a document, with the formats it can be had in. */
  preview(asked: ExportAsked, choices: ExportChoices): Promise<ExportPreview>;
  /** Lets the person choose a place in the system's dialog; `null` when they chose none. */
  choose(name: string): Promise<ExportPlace | null>;
  /** Makes a document in the folder for exports; gives its path. A file that is there is replaced only with `replace`. */
  make(
    asked: ExportAsked,
    choices: ExportChoices,
    name: string,
    replace: boolean,
    onProgress: (progress: Progress) => void,
  ): Job<string>;
  /** Opens what was exported last, or the folder it is in. */
  open(folder: boolean): Promise<void>;
}
