import { readContext } from '../../library/context.ts';
import type { Deployment } from '../../model/deployment.ts';
import { resolveJsonReport } from '../../report/resolve/resolve-json.ts';
import { resolveTextReport } from '../../report/resolve/resolve-text.ts';
import { snapshotReport } from '../../report/resolve/snapshot.ts';
import { loadTarget } from '../../workspace/load.ts';
import { targetOf } from '../../workspace/targets.ts';
import type { Command } from '../command.ts';
import { surroundingOptionSpecs, surroundingsOf } from '../external-inputs.ts';
import { fileNamed } from '../files.ts';
import { exitCodes, UsageError } from '../io.ts';
import { summaries } from '../overview.ts';

const reports: Readonly<Record<string, (deployment: Deployment) => string>> = {
  text: resolveTextReport,
  json: resolveJsonReport,
  snapshot: (deployment) => snapshotReport(deployment),
};

export const resolveCommand: Command = {
  name: 'resolve',
  usage: 'resolve <template> [options]',
  summary: summaries.resolve,
  options: [
    { name: 'parameters', value: 'file', help: 'Parameter file with the values of the deployment.' },
    { name: 'context', value: 'file', help: 'JSON file with tenantId, subscriptionId, resourceGroup and so on.' },
    ...surroundingOptionSpecs,
    {
      name: 'report',
      value: 'format',
      choices: Object.keys(reports),
      help: 'text (default), json, or snapshot: the form of the official compiler.',
    },
  ],
  run: async (options, io) => {
    const [template, ...others] = options.positionals;
    if (template === undefined || others.length > 0) throw new UsageError('resolve takes one template');
    const parameters = options.value('parameters');
    const { deployment } = loadTarget(
      targetOf(fileNamed(template), parameters === undefined ? undefined : fileNamed(parameters)),
      {
        ...surroundingsOf(options),
        context: readContext(options.value('context')),
      },
    );
    const report = reports[options.value('report') ?? 'text'] ?? resolveTextReport;
    io.out(report(deployment));
    const failed = deployment.diagnostics.some(({ severity }) => severity === 'error');
    return failed ? exitCodes.incomplete : exitCodes.clean;
  },
};
