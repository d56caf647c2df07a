/** The calls of the Topics screen over Tauri. */
import type { CodebookCalls } from '../codebook';
import { call } from './call';

export const codebookCalls: CodebookCalls = {
  ofSeries: (series) => call('codebook_of_series', { series }),
  read: (series, codebook, topic) => call('read_with_codebook', { series, codebook, topic }),
  save: (id, name, codebook) => call('save_codebook', { id, name, codebook }),
  suggest: (series, codebook) => call('suggest_terms', { series, codebook }),
  open: () => call('open_codebook'),
  lexicon: () => call('own_lexicon'),
  saveLexicon: (lexicon) => call('save_own_lexicon', { lexicon }),
  openLexicon: (lang) => call('open_lexicon', { lang }),
  exportLexicon: (lang, rows) => call('export_lexicon', { lang, rows }),
  export: (codebook, name) => call('export_codebook', { codebook, name }),
};
