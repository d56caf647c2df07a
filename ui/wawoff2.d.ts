/** The unpacker of faces has no types of its own. */
declare module 'wawoff2' {
  /** The TrueType or OpenType face that a WOFF2 one holds. Rejects what is none. */
  export function decompress(packed: Uint8Array): Promise<Uint8Array>;
}
