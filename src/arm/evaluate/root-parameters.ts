import { flattenOrigins } from '../../expr/make-value.ts';
import type { Origin } from '../../expr/value.ts';
import type { RootParameter } from '../../model/deployment.ts';
import type { Span } from '../../text/source.ts';
import type { Template } from '../template.ts';
import { domainText, type MissingArguments } from './parameters.ts';

/**
 * The parameters of the root template, with what their values decide.
 *
 * @param switches where the values come from that leave something out
 * @param decisions where those come from that decide between values
 */
export function rootParameters(
  { template, missing }: { readonly template: Template; readonly missing: MissingArguments },
  switches: ReadonlySet<Origin>,
  decisions: ReadonlySet<Origin>,
): readonly RootParameter[] {
  const [offs, deciding] = missing === 'open' ? [defaultsIn(switches), defaultsIn(decisions)] : [[], []];
  const isAmong = (spans: readonly Span[], own: Span | undefined): boolean =>
    own !== undefined && spans.some((span) => isWithin(span, own));
  return [...template.parameters.values()].map(({ name, nameSpan, schema, defaultValue }) => ({
    name,
    nameSpan,
    domain: domainText(schema, template.definitions),
    defaultSpan: missing === 'open' ? defaultValue?.span : undefined,
    isSwitchedOff: isAmong(offs, defaultValue?.span),
    decides: isAmong(deciding, defaultValue?.span),
  }));
}

/** The places of defaults among origins. */
function defaultsIn(origins: ReadonlySet<Origin>): readonly Span[] {
  return [...origins].flatMap((origin) =>
    flattenOrigins([origin]).flatMap(({ role, span }) => (role === 'default' ? [span] : [])),
  );
}

function isWithin(span: Span, around: Span): boolean {
  return span.file === around.file && around.start <= span.start && span.end <= around.end;
}
