/** Work that is not to keep the screen waiting. */

/** Does something once what is drawn now has been painted. What it gives calls that off. */
export function oncePainted(work: () => void): () => void {
  let after: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (after = setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(after);
  };
}
