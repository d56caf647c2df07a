/**
 * Has the page ask for its faces at once, beside its script. A web engine asks for a face only when it has laid out a text in
 * it: the first screen would be laid out twice, once in a face of the system that is looked for at length.
 */
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** A face that any screen needs, in Arabic or in English: all but the letters and the slant that few texts have. */
const NEEDED = /^assets\/(?!.*(?:-ext-|-italic)).*\.woff2$/;

/** The link that asks for a face as a style does, so that it is asked for once. */
function ahead(file: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
    injectTo: 'head',
  };
}

/** Puts a link for each face that is needed into the page. */
export function faces(): Plugin {
  return {
    name: 'bayan:faces',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const needed = Object.keys(bundle).filter((file) => NEEDED.test(file));
        if (needed.length === 0) throw new Error('the page is built without a face');
        return needed.map(ahead);
      },
    },
  };
}
