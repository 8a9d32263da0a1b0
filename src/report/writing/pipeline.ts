/** The build in which a run takes place, as Advanced Security for Azure DevOps identifies it. */
export interface PipelineBuild {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

const prefix = 'azuredevops/pipeline/build';

/** What identifies the build of Azure Pipelines; undefined elsewhere, and where the agent does not say all of it. */
export function pipelineBuild(env: Readonly<Record<string, string | undefined>>): PipelineBuild | undefined {
  if (env['TF_BUILD']?.toLowerCase() !== 'true') return undefined;
  const first = (...names: readonly string[]): string => names.map((name) => env[name] ?? '').find(Boolean) ?? '';
  const definition = first('BUILD_DEFINITIONID', 'SYSTEM_DEFINITIONID');
  const phase = first('SYSTEM_PHASEID', 'SYSTEM_JOBID');
  const properties = {
    [`${prefix}/buildDefinitionId`]: definition,
    [`${prefix}/buildDefinitionName`]: first('BUILD_DEFINITIONNAME'),
    [`${prefix}/phaseId`]: phase,
    [`${prefix}/phaseName`]: first('SYSTEM_PHASENAME', 'SYSTEM_JOBNAME'),
  };
  const steps = [
    organisationOf(first('SYSTEM_COLLECTIONURI')),
    first('SYSTEM_TEAMPROJECTID'),
    definition,
    phase,
    first('BUILD_SOURCEBRANCH'),
    first('BUILD_BUILDID'),
  ];
  const isWhole = [...steps, ...Object.values(properties)].every((text) => text !== '');
  return isWhole ? { id: [prefix, ...steps].join('/'), properties } : undefined;
}

/** `https://dev.azure.com/contoso/` or `https://contoso.visualstudio.com/`; empty for a server of one's own. */
function organisationOf(collection: string): string {
  const [, inPath, inHost] =
    collection.match(/^https:\/\/(?:dev\.azure\.com\/([^/]+)|([^./]+)\.visualstudio\.com)\/?/i) ?? [];
  return inPath ?? inHost ?? '';
}
