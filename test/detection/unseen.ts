/** What armlock is known not to see, in sentences for the page. */
export const unseen: readonly string[] = [
  'A module that is deployed to the group of the deployment, and then to a group that is named: it may be another group, and armlock takes the two for one.',
  'What a script of a deployment, a pipeline or a person does to a vault beside the template.',
  'What Azure Policy changes or assigns.',
  'Roles beyond those on a resource guard: who may delete a vault or a lock.',
  'A key vault that holds the key of a backup vault, and what protects it.',
  'What a linked template or a module of a registry says that is not restored: only that its arguments or its version change.',
  'What a value is that only the deployment knows, such as the state of another resource: a change of the expression is reported as one that cannot be determined.',
  'Replication by Azure Site Recovery.',
];
