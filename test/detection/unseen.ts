/** What armlock is known not to see, in sentences for the page. */
export const unseen: readonly string[] = [
  'A region that is written as another expression, such as that of the resource group as a literal.',
  'What a deployment script, a pipeline or a person does to a vault beside the template.',
  'What Azure Policy changes or assigns.',
  'Roles beyond those on a resource guard: who may delete a vault or a lock.',
  'A key vault that holds the key of a vault, and what protects it.',
  'What a linked template or a module of a registry deploys that is not there: only its arguments and its version are compared.',
  'A value that only the deployment knows, such as the state of another resource: a change of the expression is reported as one that cannot be determined.',
  'Replication by Azure Site Recovery.',
];

/** Operators that are missed in some places, with the places. */
export const missed: Readonly<Record<string, readonly string[]>> = {};
