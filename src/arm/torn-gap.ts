import { malformed } from '../expr/malformed.ts';
import type { Gap } from '../model/deployment.ts';
import { type Span, spanOf } from '../text/source.ts';

/** What a broken file may hold beside what can be read of it. The gap is at the start of the span. */
export function tornGap(span: Span): Gap {
  return {
    why: malformed,
    hides: `all that is in '${span.file.path}'`,
    types: [],
    span: spanOf(span.file, span.start, span.start),
  };
}
