// Nothing in the styles may know left from right.
const LEFT_RIGHT = String.raw`(left|right)`;

/** @type {import('stylelint').Config} */
export default {
  overrides: [{ files: ['**/*.svelte'], customSyntax: 'postcss-html' }],
  rules: {
    'block-no-empty': true,
    'color-no-invalid-hex': true,
    'declaration-block-no-duplicate-properties': true,
    'no-duplicate-selectors': true,
    'no-invalid-double-slash-comments': true,
    'property-no-unknown': [true, { ignoreProperties: ['line-clamp'] }],
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'unit-no-unknown': true,
    'property-disallowed-list': [
      [
        String.raw`/^(margin|padding|scroll-margin|scroll-padding|border)-(top|bottom|left|right)/`,
        String.raw`/^border-(top|bottom)-(left|right)-radius$/`,
        String.raw`/^(top|bottom|left|right|width|height)$/`,
        String.raw`/^(min|max)-(width|height)$/`,
        String.raw`/^overflow-x$/`,
      ],
      { message: 'Use the logical property, so that the page mirrors.' },
    ],
    'declaration-property-value-disallowed-list': [
      {
        '/^(text-align|float|clear|caption-side)$/': [`/^${LEFT_RIGHT}$/`],
        // Four values that differ across the line name sides by hand.
        '/^(margin|padding|inset|border-width|border-color|border-style)$/': [
          String.raw`/^\S+\s+(\S+)\s+\S+\s+(?!\1$)\S+$/`,
        ],
      },
      { message: 'Use the logical value, so that the page mirrors.' },
    ],
  },
};
