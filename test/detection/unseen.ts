/** What armlock is known not to see, in sentences for the page. */
export const unseen: readonly string[] = [
  'One of two kinds of redundancy of which none is better, where a choice decides it: nothing is said until it is known.',
  'A region that is written as another expression, such as that of the resource group as a literal.',
  'Restores that a resource guard does not guard any longer, where a choice decides it.',
  'A module that is deployed to the group of the deployment, and then to a group that is named: it may be another group, and armlock takes the two for one.',
  'What a deployment script, a pipeline or a person does to a vault beside the template.',
  'What Azure Policy changes or assigns.',
  'Roles beyond those on a resource guard: who may delete a vault or a lock.',
  'A key vault that holds the key of a vault, and what protects it.',
  'What a linked template or a module of a registry deploys that is not there: only its arguments and its version are compared.',
  'A value that only the deployment knows, such as the state of another resource: a change of the expression is reported as one that cannot be determined.',
  'Replication by Azure Site Recovery.',
];

/** Operators that are missed in some places: the first two sentences above. */
export const missed: Readonly<Record<string, readonly string[]>> = {
  'geo-redundant to zones': ['branch of a condition that is not known', 'branch that a default does not take'],
  'a guard leaves out restores': ['branch of a condition that is not known', 'branch that a default does not take'],
};
