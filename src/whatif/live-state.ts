import { entryOf } from '../expr/make-value.ts';
import { type JsonNode, type JsonObject, memberOf } from '../json/tree.ts';
import type { Deployment, Gap, Resource } from '../model/deployment.ts';
import type { Report } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { withinLimits } from './limits.ts';
import { describedDeployment, listMember, misshapen, textMember, toldResource } from './resources.ts';

/**
 * Reads what Azure has: the output of `az resource show` or `list`, a page of the REST interface, or rows of Resource
 * Graph in either of their forms.
 */
export function readLiveState(root: JsonNode, report: Report): Deployment {
  const rows = rowsOf(root);
  if (!rows) {
    const message =
      'Live state must be a resource, a list of resources, or an answer of Resource Graph with its rows in ' +
      `'data'.`;
    misshapen('live-state', message, root.span, report);
    return describedDeployment('live', []);
  }
  const entries = withinLimits(rows, root, report);
  const resources = entries.read.flatMap((row) => liveResource(row, report));
  if (rows.length === 0) {
    const message = 'The live state has no resources, so there is nothing to compare.';
    misshapen('live-state', message, root.span, report);
  }
  const short = resources.filter(({ body }) => entryOf(body, 'properties')?.value.kind !== 'object');
  const [first] = short;
  if (first && short.length === resources.length) {
    const message = `The live state does not contain the properties of its resources, so there is nothing to compare. 'az resource list' leaves them out; use 'az resource show --ids'.`;
    misshapen('live-state', message, first.span, report);
  }
  const whole = resources.filter((resource) => !short.includes(resource));
  return describedDeployment('live', whole, [...short.map(shortGap), ...moreGap(root), ...entries.gaps]);
}

function shortGap({ type, id, span }: Resource): Gap {
  const why = { code: 'gap' as const, text: 'the file does not contain its properties' };
  const name = id.kind === 'string' ? id.value : type;
  return { why, hides: `the state of ${name} in Azure`, types: [type.toLowerCase()], span };
}

function liveResource(row: JsonNode, report: Report): readonly Resource[] {
  const id = row.kind === 'object' ? textMember(row, 'id') : undefined;
  const resource = row.kind === 'object' && id ? toldResource({ id, told: row, span: row.span }, 'data') : undefined;
  if (resource) return [resource];
  const message = `A resource of a live state needs an 'id'; a query of Resource Graph must project it.`;
  misshapen('live-state', message, row.span, report);
  return [];
}

/** The resources in a document, wherever its form has them. */
function rowsOf(root: JsonNode): readonly JsonNode[] | undefined {
  if (root.kind === 'array') return root.items;
  if (root.kind !== 'object') return undefined;
  const value = memberOf(root, 'value')?.value;
  if (value?.kind === 'array') return value.items;
  const data = memberOf(root, 'data')?.value;
  if (data?.kind === 'array') return data.items;
  if (data?.kind === 'object') return tableRows(data);
  return textMember(root, 'id') ? [root] : undefined;
}

/** Rows of a table, `{columns: [{name}], rows: [[…]]}`, as objects. */
function tableRows(table: JsonObject): readonly JsonNode[] {
  const names = listMember(table, 'columns').map((column) =>
    column.kind === 'object' ? textMember(column, 'name') : undefined,
  );
  return listMember(table, 'rows').map((row) => {
    if (row.kind !== 'array') return row;
    const members = row.items.flatMap((value, index) => {
      const key = names[index];
      return key ? [{ key, value }] : [];
    });
    return { kind: 'object', members, span: row.span };
  });
}

/** A document of which more pages follow is incomplete. */
function moreGap(root: JsonNode): readonly Gap[] {
  if (root.kind !== 'object') return [];
  const more = ['nextLink', 'skip_token', '$skipToken', 'skipToken'].flatMap((name) => memberOf(root, name) ?? []);
  const next = more.find(({ value }) => value.kind === 'string' && value.value !== '');
  const span: Span | undefined = next?.key.span ?? truncatedSpan(root);
  if (!span) return [];
  const why = { code: 'gap' as const, text: 'the file has only the first page' };
  return [{ why, hides: 'the resources of further pages', types: [], span }];
}

function truncatedSpan(root: JsonObject): Span | undefined {
  const truncated = memberOf(root, 'resultTruncated');
  return truncated?.value.kind === 'string' && truncated.value.value === 'true' ? truncated.key.span : undefined;
}

/** What all resources of a live state have in common: their subscription, and their resource group. */
export function homeOf({ resources }: Deployment): {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
} {
  const places = resources.map(({ scope }) =>
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(scope.kind === 'string' ? scope.value : ''),
  );
  const common = (group: number): string | undefined => {
    const [first, ...others] = new Map(places.map((place) => [place?.[group]?.toLowerCase(), place?.[group]])).values();
    return others.length === 0 ? first : undefined;
  };
  const [subscriptionId, resourceGroup] = [common(1), common(2)];
  return {
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(resourceGroup !== undefined && { resourceGroup }),
  };
}
