import { jsonList, jsonObject, writeJsonOutput } from '../../report/writing/json-output.ts';
import { printable, withoutCommands } from '../../report/writing/sanitize.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Command } from '../command.ts';
import { exitCodes, type Io } from '../io.ts';
import { summaries } from '../overview.ts';
import { rulesOf } from '../rules.ts';

export const rulesCommand: Command = {
  name: 'rules',
  usage: 'rules [options]',
  summary: summaries.rules,
  examples: [
    ['armlock rules --report json', 'a catalogue for programs'],
    ['armlock rules --test policies/cases --rules policies/rules', 'run the cases of your own rules'],
  ],
  options: [
    { name: 'rules', value: 'folder', multiple: true, help: 'Folder with your own rules.' },
    {
      name: 'test',
      value: 'folder',
      help: 'Run the cases in a folder: each has base/ and head/ and a case.yaml that says what must be found.',
    },
    { name: 'report', value: 'format', choices: ['text', 'json'], help: 'text (default) or json.' },
  ],
  run: async (options, io) => {
    const rules = [...(await rulesOf(options.values('rules'), io))].sort((left, right) =>
      left.id < right.id ? -1 : 1,
    );
    const cases = options.value('test');
    if (cases !== undefined) {
      const { testRules } = await import('../rule-cases.ts');
      return testRules(cases, options.values('rules'), io);
    }
    if (options.value('report') === 'json') io.out(rulesJson(rules));
    else listRules(rules, io);
    return exitCodes.clean;
  },
};

function listRules(rules: readonly Rule[], io: Io): void {
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, mode, title } of rules) {
    const line = `${id.padEnd(width)}  ${severity.padEnd(7)}  ${mode.padEnd(5)}  ${title}`;
    io.out(withoutCommands(`${printable(line)}\n`));
  }
}

/** Everything that a catalogue shows of a rule; how it is checked is not for others to depend on. */
function rulesJson(rules: readonly Rule[]): string {
  const entries = rules.map((rule) => {
    const { id, title, status, since, severity, mode, why, fix, references, benchmark = [], policies = [] } = rule;
    return jsonObject({
      id,
      title,
      status,
      since,
      severity,
      mode,
      kind: rule.check.kind,
      why,
      fix,
      references: jsonList(references),
      benchmark: jsonList(benchmark),
      policies: jsonList(policies),
    });
  });
  return writeJsonOutput(jsonObject({ rules: jsonList(entries) }));
}
