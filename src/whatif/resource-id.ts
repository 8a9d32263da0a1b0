/** What a resource id says: what the resource is, and where. */
export interface ResourceId {
  /** Of what it is deployed to, in the form in which scopes of templates are written. */
  readonly scope: string;
  /** With the types of its parents. */
  readonly type: string;
  /** With those of its parents. */
  readonly name: string;
}

const resourceGroup = /^(\/subscriptions\/[^/]+)\/resourceGroups\/([^/]+)$/i;

/** Takes a resource id apart; undefined if it is none. */
export function parseResourceId(id: string): ResourceId | undefined {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  if (at < 0) {
    const [, scope, name] = resourceGroup.exec(id) ?? [];
    return scope === undefined || name === undefined
      ? undefined
      : { scope, type: 'Microsoft.Resources/resourceGroups', name };
  }
  const [namespace = '', ...rest] = id.slice(at + '/providers/'.length).split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  if (types.length === 0 || types.length !== names.length || [namespace, ...rest].includes('')) return undefined;
  return { scope: at === 0 ? '/' : id.slice(0, at), type: [namespace, ...types].join('/'), name: names.join('/') };
}
