/** The formats as the dialog names them. */
import Braces from '@lucide/icons/icons/braces';
import FileDiff from '@lucide/icons/icons/file-diff';
import FileText from '@lucide/icons/icons/file-text';
import FileType from '@lucide/icons/icons/file-type';
import Globe from '@lucide/icons/icons/globe';
import Hash from '@lucide/icons/icons/hash';
import ImageIcon from '@lucide/icons/icons/image';
import Sheet from '@lucide/icons/icons/sheet';
import Table from '@lucide/icons/icons/table';
import Tags from '@lucide/icons/icons/tags';
import Waypoints from '@lucide/icons/icons/waypoints';
import type { Icon } from '../controls/icon';
import type { ExportFormat } from '../ipc/types';
import { m } from '../paraglide/messages';

export interface FormatForm {
  readonly format: ExportFormat;
  readonly icon: Icon;
  readonly label: () => string;
  readonly about: () => string;
  /** Why it can't be had of other things. */
  readonly only: () => string;
}

/** The ending of a format's file names, with its full stop. */
function endingOf(format: ExportFormat): string {
  if (format === 'tracked') return '.docx';
  return format === 'dna' ? '.csv' : `.${format}`;
}

/** A file name with a format's ending in place of its own. */
export function withEnding(name: string, format: ExportFormat): string {
  return name.replace(/\.[a-z]{2,4}$/i, '') + endingOf(format);
}

const anything = (): string => '';

export const FORMATS: readonly FormatForm[] = [
  { format: 'docx', icon: FileType, label: m.export_docx, about: m.export_docx_about, only: anything },
  {
    format: 'tracked',
    icon: FileDiff,
    label: m.export_tracked,
    about: m.export_tracked_about,
    only: m.export_only_comparison,
  },
  { format: 'pdf', icon: FileText, label: m.export_pdf, about: m.export_pdf_about, only: anything },
  { format: 'html', icon: Globe, label: m.export_html, about: m.export_html_about, only: anything },
  { format: 'xlsx', icon: Sheet, label: m.export_xlsx, about: m.export_xlsx_about, only: anything },
  { format: 'csv', icon: Table, label: m.export_csv, about: m.export_csv_about, only: anything },
  { format: 'md', icon: Hash, label: m.export_md, about: m.export_md_about, only: anything },
  { format: 'json', icon: Braces, label: m.export_json, about: m.export_json_about, only: anything },
  {
    format: 'svg',
    icon: ImageIcon,
    label: m.export_svg,
    about: m.export_svg_about,
    only: m.export_only_chart,
  },
  {
    format: 'png',
    icon: ImageIcon,
    label: m.export_png,
    about: m.export_png_about,
    only: m.export_only_chart,
  },
  { format: 'qdpx', icon: Tags, label: m.export_qdpx, about: m.export_qdpx_about, only: m.export_only_coded },
  {
    format: 'dna',
    icon: Waypoints,
    label: m.export_dna,
    about: m.export_dna_about,
    only: m.export_only_coded,
  },
];
