// Besides the usual rules: no HTML made from strings, Tauri only behind `src/ipc`, and no words in components.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Ways to make HTML from a string. */
const RAW_HTML = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'createContextualFragment',
].map((name) => ({
  selector: `MemberExpression[property.name='${name}']`,
  message: 'HTML is never made from strings here.',
}));
RAW_HTML.push({
  selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]",
  message: 'HTML is never made from strings here.',
});

/** Letters of either script standing bare in a component's markup. */
const BARE_WORDS = {
  selector: 'SvelteElement > SvelteText[value=/[\\p{L}]/u]',
  message: 'Words belong in the message catalogues.',
};
const BARE_LABELS = {
  selector:
    'SvelteAttribute[key.name=/^(aria-label|title|alt|placeholder)$/] > SvelteLiteral[value=/[\\p{L}]/u]',
  message: 'Words belong in the message catalogues.',
};

/** Refused by the content security policy; a `style:` directive sets the property and is not. */
const STYLE_ATTRIBUTE = {
  selector: "SvelteAttribute[key.name='style']",
  message: 'The content security policy refuses style attributes. Use a class or a style: directive.',
};

export default ts.config(
  { ignores: ['dist/', 'test-results/', 'src/paraglide/', 'src/ipc/types.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': ['error', { allow: ['error'] }],
      'no-restricted-syntax': ['error', ...RAW_HTML],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/ipc/tauri talks to Tauri.' }] },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inspect': 'error',
      'svelte/require-each-key': 'off',
      'no-restricted-syntax': ['error', ...RAW_HTML, BARE_WORDS, BARE_LABELS, STYLE_ATTRIBUTE],
    },
  },
  { files: ['src/ipc/tauri/*.ts', 'src/ipc/tauri.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['*.ts', '*.js', 'checks/**', 'tests/**'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
);
