/**
 * The faces as the window reads them soonest. They come packed for the network (WOFF2); a web engine unpacks them on the thread
 * that draws, while the first screen waits for it, and nothing is fetched from a network here. And it asks for a face only
 * when it has laid out a text in it, so that the first screen would be laid out twice, once in a face of the system that is
 * looked for at length.
 */
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { decompress } from 'wawoff2';

const PACKED = /\.woff2$/;

/** How a style names a packed face, and how it says that it is packed. */
const NAMED = /\.woff2\b/g;
const FORMAT = /format\((["']?)woff2\1\)/g;

/** A face that any screen needs, in Arabic or in English: all but the letters and the slant that few texts have. */
const NEEDED = /^assets\/(?!.*(?:-ext-|-italic)).*\.ttf$/;

/** The link that asks for a face as a style does, so that it is asked for once. */
function ahead(file: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel: 'preload', as: 'font', type: 'font/ttf', crossorigin: true, href: `/${file}` },
    injectTo: 'head',
  };
}

/** Unpacks the faces of a build, and has its page ask for those that are needed at once, beside its script. */
export function faces(): Plugin {
  return {
    name: 'bayan:faces',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      async handler(_, bundle) {
        for (const [packed, face] of Object.entries(bundle)) {
          if (face.type !== 'asset' || !PACKED.test(packed) || typeof face.source === 'string') continue;
          const fileName = packed.replace(PACKED, '.ttf');
          // It stays a file of its package, whose licence text goes with it.
          const [originalFileName = packed] = face.originalFileNames;
          const source = await decompress(face.source);
          this.emitFile({ type: 'asset', fileName, source, originalFileName });
          Reflect.deleteProperty(bundle, packed);
        }
        for (const style of Object.values(bundle)) {
          if (style.type !== 'asset' || !style.fileName.endsWith('.css')) continue;
          style.source = String(style.source).replace(NAMED, '.ttf').replace(FORMAT, 'format("truetype")');
        }
      },
    },
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
