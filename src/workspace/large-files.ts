/** What is known of a content that Git LFS keeps elsewhere: git has a pointer in place of it. */
export interface Pointer {
  /** In bytes. */
  readonly size: number;
}

/** The pointer that a text is, if it is one. */
export function pointerIn(text: string): Pointer | undefined {
  if (!text.startsWith('version https://git-lfs.github.com/spec/')) return undefined;
  return { size: Number(/^size (\d{1,15})$/m.exec(text)?.[1] ?? 0) };
}

/** Why the file of a pointer is not available, and what to do. */
export const keptElsewhere = 'its content is kept by Git LFS and is not here; run: git lfs pull';
