import { type ListedTarget, listTargets, type TargetList } from '../../library/targets.ts';
import { jsonList, jsonObject, writeJsonOutput } from '../../report/writing/json-output.ts';
import { printable, withoutCommands } from '../../report/writing/sanitize.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../io.ts';
import { summaries } from '../overview.ts';

export const targetsCommand: Command = {
  name: 'targets',
  usage: 'targets [folders] [options]',
  summary: summaries.targets,
  options: [
    { name: 'config', value: 'file', help: 'Configuration; by default armlock.yaml at the root of the repository.' },
    { name: 'report', value: 'format', choices: ['text', 'json'], help: 'text (default) or json.' },
  ],
  run: async (options, io) => {
    const config = options.value('config');
    const list = await listTargets({
      ...(options.positionals.length > 0 && { paths: options.positionals }),
      ...(config !== undefined && { config }),
    });
    io.out(options.value('report') === 'json' ? targetsJson(list) : withoutCommands(targetsText(list)));
    return exitCodes.clean;
  },
};

function targetsText({ targets, skipped, configuration }: TargetList): string {
  const number = targets.length === 1 ? '1 target' : `${targets.length} targets`;
  const by = configuration === undefined ? 'found by convention; there is no armlock.yaml' : `as ${configuration} says`;
  const left = skipped.map(({ file, why }) => `  ${file}: ${why}`);
  const lines = [
    ...targets.map(targetLine),
    '',
    `${number}, ${by}.`,
    ...(left.length === 0 ? [] : ['', `Left out (${left.length}):`, ...left]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function targetLine({ template, parameters, mode, declared }: ListedTarget): string {
  const suffix = parameters === undefined || parameters === template ? '' : ` with ${parameters}`;
  const how = mode === 'undeclared' ? 'mode not declared' : mode;
  return `${template}${suffix} (${how}${declared ? ', declared' : ''})`;
}

function targetsJson({ targets, skipped, configuration }: TargetList): string {
  return writeJsonOutput(
    jsonObject({
      configuration: configuration ?? null,
      targets: jsonList(
        targets.map(({ template, parameters, mode, declared }) =>
          jsonObject({ template, parameters: parameters ?? null, mode, declared }),
        ),
      ),
      skipped: jsonList(skipped.map(({ file, why }) => jsonObject({ file, why }))),
    }),
  );
}
