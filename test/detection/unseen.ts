/** What armlock is known not to see, in sentences for the page. */
export const unseen: readonly string[] = [
  'A region that is written as another expression, such as that of the resource group as a literal.',
  'A name that becomes another parameter, or a parameter that becomes a literal: what base deployed is not known, and armlock takes the two for one.',
  'A parameter file that goes while the defaults of its template give the same: head is judged by these.',
  'A new parameter by which a caller can override what base fixed is a note, because it is mostly a refactoring.',
  'Where `using ... with` says that a template is deployed to, and what its stack denies. Another mode is a notice.',
  'A template with an ending that no deployment tool takes, and that no file of the repository names.',
  'A vault of a new target whose name is not known: it is taken for a new one.',
  'A vault that one change takes out of the templates, or declares as existing, and that a later one declares again, weaker: base does not say what it was, unless `vaults` of armlock.yaml does.',
  'A vault that leaves an inline deployment stack for the template around it, and another `deploymentScope` of such a stack.',
  'Templates in policy definitions, template specs and managed applications that a template deploys.',
  'A JSON parameter file that gives a parameter twice in two cases: the one that is written as the template has it counts, with a note.',
  'The replication policies of a vault, its private endpoints and its classic alerts.',
  'What a deployment script, a runbook, a pipeline or a person does to a vault beside the template.',
  'Which template a pipeline, azure.yaml of the Azure Developer CLI or a person deploys: another file that is named there is no change of a template.',
  'A value that a caller can choose for a parameter without a default: what armlock says of it cannot be determined, because it does not know the caller.',
  'What Azure Policy changes or assigns.',
  'Roles beyond those on a resource guard: who may delete a vault or a lock.',
  'A key vault that holds the key of a vault, and what protects it.',
  'What a linked template or a module of a registry deploys that is not there: only its arguments, its version and whether it is deployed are compared. Public modules of other services are taken for what their paths say.',
  'A value that only the deployment knows, such as the state of another resource: a change of the expression is reported as one that cannot be determined.',
  'Replication by Azure Site Recovery.',
];

/** Operators that are missed in some places, with the places. */
export const missed: Readonly<Record<string, readonly string[]>> = {};
