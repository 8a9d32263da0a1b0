import { codeLines } from '../../report/rules/code-text.ts';
import { factText } from '../../report/rules/fact-text.ts';
import { pageText } from '../../report/rules/page-text.ts';
import { ruleText } from '../../report/rules/rule-text.ts';
import { withoutCommands } from '../../report/writing/sanitize.ts';
import { shippedPage } from '../../rules/shipped.ts';
import { didYouMean, nearestName } from '../../text/nearest.ts';
import type { Command } from '../command.ts';
import { exitCodes, UsageError } from '../io.ts';
import { summaries } from '../overview.ts';
import { rulesOf } from '../rules.ts';

export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain <rule, code or fact> [options]',
  summary: summaries.explain,
  options: [{ name: 'rules', value: 'folder', multiple: true, help: 'Folder with your own rules.' }],
  run: async (options, io) => {
    const [id, ...more] = options.positionals;
    if (id === undefined || more.length > 0)
      throw new UsageError(`explain takes one rule, code or fact; 'armlock rules' lists the rules`);
    const rules = await rulesOf(options.values('rules'), io);
    const rule = rules.find((one) => one.id === id);
    const other = rule ? undefined : (factText(id) ?? codeLines(id));
    if (other !== undefined) {
      io.out(other);
      return exitCodes.clean;
    }
    if (!rule) {
      const nearest = nearestName(
        rules.map((one) => one.id),
        id,
      );
      const advice = nearest === undefined ? `; 'armlock rules' lists the rules` : `.${didYouMean(nearest)}`;
      throw new UsageError(`There is no rule, code or fact '${id}'${advice}`);
    }
    // Rules of a user have no generated page.
    const page = shippedPage(id);
    io.out(page === undefined ? withoutCommands(ruleText(rule)) : pageText(page));
    return exitCodes.clean;
  },
};
