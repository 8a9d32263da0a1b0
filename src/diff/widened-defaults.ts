import type { Deployment, RootParameter } from '../model/deployment.ts';

/**
 * The root parameters that a caller can set to something that the comparison of defaults does not judge, by name in
 * lower case: head accepts other values than base, has the parameter newly, a default leaves a resource out, or it
 * decides between values.
 */
export function openedDefaults(base: Deployment, head: Deployment): ReadonlySet<string> {
  const before = new Map(base.parameters.map((one) => [one.name.toLowerCase(), one]));
  const widened = head.parameters.some(({ name, domain }) => {
    const known = before.get(name.toLowerCase())?.domain;
    return known !== undefined && known !== domain;
  });
  const isOpened = (one: RootParameter): boolean => {
    const isNew = one.defaultSpan !== undefined && !before.has(one.name.toLowerCase());
    return (widened && one.domain !== '') || one.isSwitchedOff === true || one.decides === true || isNew;
  };
  const opened = [...head.parameters.filter(isOpened), ...base.parameters.filter(({ isSwitchedOff }) => isSwitchedOff)];
  return new Set(opened.map(({ name }) => name.toLowerCase()));
}
