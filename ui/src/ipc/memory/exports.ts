/** Exporting in memory: a page with a table, files that are remembered by name, and every refusal that a name can ask for. */
import { Failure, type Job } from '../backend';
import type { ExportCalls } from '../exports';
import type {
  ExportAsked,
  ExportFormat,
  ExportPreview,
  Lang,
  Progress,
  ReportBlock,
  ReportParagraph,
  ReportRun,
  ReportStyle,
} from '../types';

const FOLDER = '/home/l/وثائق';
const EVERYWHERE: ExportFormat[] = ['docx', 'pdf', 'html', 'xlsx', 'csv', 'md', 'json'];

const TEXTS = {
  ar: {
    title: 'التغييرات بين بيانين',
    older: 'شدد على حق اللاجئين في عودة طوعية آمنة وكريمة.',
    newer: ['شدد على حق اللاجئين في عودة ', 'آمنة وكريمة', '.'],
  },
  en: {
    title: 'Changes between two statements',
    older: 'It stressed that returns must be voluntary, safe and dignified.',
    newer: ['It stressed that returns must be ', 'safe and dignified', '.'],
  },
} as const;

function offered({ what }: ExportAsked): ExportFormat[] {
  const drawn: ExportFormat[] = ['svg', 'png'];
  const coded: ExportFormat[] = ['qdpx', 'dna'];
  if (what === 'comparison') return [...EVERYWHERE, 'tracked'];
  if (what === 'timeline' || what === 'matrix') return [...EVERYWHERE, ...drawn, ...coded];
  return what === 'release' ? [...EVERYWHERE, ...coded] : EVERYWHERE;
}

function said(lang: Lang, ...texts: readonly (string | [string, ReportStyle])[]): ReportParagraph {
  const run = (text: string, style: ReportStyle = 'plain'): ReportRun => ({ text, style, isolated: false });
  const runs = texts.map((part) => (typeof part === 'string' ? run(part) : run(...part)));
  return { lang, runs, verbatim: false, number: null };
}

export class MemoryExports implements ExportCalls {
  /** What was exported, by name. */
  readonly files = new Map<string, { asked: ExportAsked; format: ExportFormat }>();
  /** What was opened: the file or its folder. */
  readonly opened: string[] = [];
  readonly #delay: number;

  constructor(delay: number) {
    this.#delay = delay;
  }

  readonly preview: ExportCalls['preview'] = async (asked, choices): Promise<ExportPreview> => {
    await this.#wait();
    const lang = choices.labels ?? 'en';
    const words = TEXTS[lang];
    const rows = Array.from({ length: choices.unchanged ? 6 : 3 }, () => [
      [said(lang, words.older)],
      [said(lang, words.newer[0], [words.newer[1], 'added'], words.newer[2])],
    ]);
    const head = [said(lang, '2025'), said(lang, '2026')];
    const blocks: ReportBlock[] = [
      { kind: 'heading', of: [1, said(lang, words.title)] },
      { kind: 'item', of: said(lang, ['3', 'strong'], ' ', ['4', 'dropped']) },
      { kind: 'table', of: { head, widths: [50, 50], rows } },
    ];
    const ending = choices.format === 'tracked' ? 'docx' : choices.format === 'dna' ? 'csv' : choices.format;
    return {
      name: `${words.title}.${ending}`,
      folder: FOLDER,
      offered: offered(asked),
      lang,
      title: said(lang, words.title),
      facts: [[lang === 'ar' ? 'السلسلة' : 'Series', said(lang, words.title)]],
      blocks,
      more: true,
    };
  };

  readonly choose: ExportCalls['choose'] = async (name) => {
    await this.#wait();
    return { folder: '/media/usb', name };
  };

  readonly make: ExportCalls['make'] = (asked, choices, name, replace, onProgress): Job<string> => {
    let cancelled = false;
    const work = async (): Promise<string | null> => {
      const sign = /[<>:"/\\|?*]/.exec(name)?.[0];
      if (sign !== undefined) throw new Failure('export-name', { name, sign });
      const path = `${FOLDER}/${name}`;
      if (this.files.has(name) && !replace) throw new Failure('export-exists', { path });
      if (name.startsWith('full')) throw new Failure('disk-full', { path });
      if (name.startsWith('locked')) throw new Failure('export-file-open', { path });
      for (let done = 0; done <= 4; done += 1) {
        onProgress({ done, total: 4 } satisfies Progress);
        await this.#wait();
        if (cancelled) return null;
      }
      this.files.set(name, { asked, format: choices.format });
      return path;
    };
    return { result: work(), cancel: () => (cancelled = true) };
  };

  readonly open: ExportCalls['open'] = async (folder) => {
    await this.#wait();
    this.opened.push(folder ? 'folder' : 'file');
  };

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#delay));
  }
}
