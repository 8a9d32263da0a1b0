/** Nesting beyond this is refused: no template needs it, and it protects the stack. */
export const maxDepth = 200;

/** As many operators or accesses in a row, which nest just the same in the tree. */
export const maxChain = 250;

/** After this many syntax errors the rest of a file says nothing new. */
export const maxErrors = 100;

/** Tokens and comments of a file. The largest file of 2,500 public ones has a third, all others less than a tenth. */
export const maxTokens = 150_000;
