import { call } from '../expr/build.ts';
import { choiceValue } from '../expr/choice.ts';
import { equalValues } from '../expr/equality.ts';
import { entryOf, nullValue, objectValue } from '../expr/make-value.ts';
import type { Atom, Entry, Expr, Value } from '../expr/value.ts';
import type { Resource } from './deployment.ts';

/** How two bodies of one resource become one that is not known in parts. */
interface Blend {
  readonly atom: Atom;
  readonly residual: Expr;
  /** Whether only what the second one leaves out is undecided; else all in which they differ. */
  readonly onlyOmitted: boolean;
}

/**
 * A resource as it will be after a deployment that leaves out values which Azure has: it may keep them, because it is not
 * ever declared them, or reset them.
 */
export function withOmitted(live: Resource, declared: Resource): Resource {
  const why = 'the template does not declare it, and Azure may or may not keep the current value';
  return blended(live, declared, 'kept', why, true);
}

/** A resource that may or may not change from one state to another. */
export function withPotential(before: Resource, after: Resource): Resource {
  return blended(before, after, 'potential', 'the what-if does not show whether the change happens', false);
}

function blended(before: Resource, after: Resource, name: string, why: string, onlyOmitted: boolean): Resource {
  const { span } = after;
  const residual = call(name, [{ kind: 'value', value: after.id }], span);
  const atom: Atom = { key: `${name}(${after.type}, ${textOfId(after)})`, why: { code: 'runtime', text: why } };
  const body = blend(before.body, after.body, { atom, residual, onlyOmitted });
  return body.kind === 'object' ? { ...after, body } : after;
}

function textOfId({ id }: Resource): string {
  return id.kind === 'string' ? id.value : '';
}

function blend(before: Value, after: Value, options: Blend): Value {
  if (before.kind === 'object' && after.kind === 'object' && !after.open) {
    const entries = [...after.entries.values()].map((entry): Entry => {
      const old = entryOf(before, entry.key)?.value;
      if (!old && options.onlyOmitted) return entry;
      return { ...entry, value: blend(old ?? nullValue(), entry.value, options) };
    });
    const omitted = [...before.entries.values()]
      .filter(({ key, value }) => value.kind !== 'null' && !entryOf(after, key))
      .map(({ key, value }): Entry => ({ key, value: either(unplaced(value), nullValue(), options) }));
    return objectValue([...entries, ...omitted], after.origins);
  }
  return options.onlyOmitted || equalValues(before, after) === true ? after : either(unplaced(before), after, options);
}

function either(before: Value, after: Value, { atom, residual }: Blend): Value {
  const cases = [
    { when: 'before', value: before },
    { when: 'after', value: after },
  ];
  return choiceValue(atom, cases, residual);
}

/** A value without its places: they are in another file, and it is not written in this one. */
function unplaced(value: Value): Value {
  switch (value.kind) {
    case 'object':
      return objectValue([...value.entries.values()].map(({ key, value: inner }) => ({ key, value: unplaced(inner) })));
    case 'array':
      return { ...value, items: value.items.map(unplaced), origins: [] };
    default:
      return { ...value, origins: [] };
  }
}
