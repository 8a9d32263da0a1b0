import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { diff } from '../../src/library/diff.ts';
import { gitEnvironment, repositoryIn, run, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';

const home = temporaryFolder();
afterAll(home.remove);
afterEach(() => vi.unstubAllEnvs());

/** A program that must not be run, and the file that it makes. */
const evil = path.join(home.path, 'evil.sh');
const mark = path.join(home.path, 'ran');

/** A repository in which a vault gets weaker. */
const repository = repositoryIn(path.join(home.path, 'repo'));
const base = repository.commit({
  'main.json': vaultTemplate('Locked'),
  '.gitattributes': '*.json filter=evil diff=evil merge=evil export-ignore\n',
});
repository.commit({ 'main.json': vaultTemplate('Disabled') });
const ownSettings = readFileSync(path.join(repository.folder, '.git/config'), 'utf8');

writeFiles(home.path, {
  'evil.sh': `#!/bin/sh\necho "$0" >> '${mark}'\ncat\n`,
  file: `[core]\n\tfsmonitor = ${evil}\n\tpager = ${evil}\n[diff]\n\texternal = ${evil}\n`,
});
chmodSync(evil, 0o755);
mkdirSync(path.join(home.path, 'hooks'));
for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman'])
  cpSync(evil, path.join(home.path, 'hooks', hook));

/** Settings, with what stands for the program, for a file beside the repository, and for a URL that starts the program. */
const settings: readonly string[] = [
  ...['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'core.gitProxy', 'core.askPass'].map(program),
  ...['core.alternateRefsCommand', 'diff.external', 'diff.evil.command', 'diff.evil.textconv'].map(program),
  ...['filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'merge.evil.driver'].map(program),
  ...['credential.helper', 'gpg.program', 'pager.log', 'pager.diff', 'interactive.diffFilter'].map(program),
  ...['uploadpack.packObjectsHook', 'sequence.editor', 'web.browser', 'trailer.x.command'].map(program),
  ...['rev-parse', 'cat-file', 'ls-files', 'ls-tree', 'diff-tree', 'rev-list'].map((name) => `alias.${name}=!PROGRAM`),
  'core.hooksPath=HOOKS',
  'include.path=FILE',
  'includeIf.gitdir:/.path=FILE',
  'core.attributesFile=FILE',
  'core.excludesFile=FILE',
  'diff.orderFile=FILE',
  'trace2.eventTarget=FILE',
  'filter.evil.required=true',
  'log.showSignature=true',
  'url.ext::PROGRAM.insteadOf=/',
  'submodule.recurse=true',
  'fetch.recurseSubmodules=true',
  'core.quotePath=true',
  'core.quotePath=false',
  'core.ignoreCase=true',
  'core.symlinks=false',
  'core.fileMode=false',
  'core.autocrlf=true',
  'core.eol=crlf',
  'core.safecrlf=true',
  'core.precomposeUnicode=true',
  'core.untrackedCache=true',
  'core.checkStat=minimal',
  'core.abbrev=4',
  'core.bigFileThreshold=1',
  'core.useReplaceRefs=true',
  'core.sparseCheckout=true',
  'core.warnAmbiguousRefs=false',
  'core.commentChar=m',
  'color.ui=always',
  'color.diff=always',
  'diff.noprefix=true',
  'diff.mnemonicPrefix=true',
  'diff.renames=copies',
  'diff.ignoreSubmodules=all',
  'diff.relative=true',
  'diff.submodule=log',
  'diff.context=0',
  'diff.algorithm=patience',
  'diff.colorMoved=zebra',
  'diff.wordRegex=.',
  'i18n.logOutputEncoding=UTF-16',
  'i18n.commitEncoding=UTF-16',
  'log.follow=true',
  'log.date=relative',
  'log.decorate=full',
  'format.pretty=oneline',
  'status.showUntrackedFiles=no',
  'status.relativePaths=true',
  'advice.detachedHead=true',
  'gc.auto=1',
  'maintenance.auto=true',
  'rerere.enabled=true',
  'feature.manyFiles=true',
  'index.sparse=true',
  'index.version=4',
  'safe.bareRepository=explicit',
  'transfer.hideRefs=refs',
  'pack.writeReverseIndex=true',
];

function program(name: string): string {
  return `${name}=PROGRAM`;
}

/** What the environment says belongs to the person who runs armlock, and starts nothing all the same. */
const variables: readonly string[] = [
  ...['GIT_EXTERNAL_DIFF', 'GIT_PAGER', 'PAGER', 'GIT_EDITOR', 'EDITOR', 'GIT_ASKPASS', 'SSH_ASKPASS'].map(program),
  ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_PROXY_COMMAND', 'GIT_SEQUENCE_EDITOR'].map(program),
  `GIT_CONFIG_PARAMETERS='core.fsmonitor=PROGRAM'`,
  'GIT_CONFIG_GLOBAL=FILE',
  'GIT_DIFF_OPTS=--unified=0',
  'GIT_LITERAL_PATHSPECS=1',
  'GIT_ICASE_PATHSPECS=1',
  'GIT_REPLACE_REF_BASE=refs/heads/',
  'GIT_GRAFT_FILE=FILE',
  'GIT_CEILING_DIRECTORIES=/',
  'GIT_NAMESPACE=evil',
  'GIT_ATTR_SOURCE=HEAD',
  'GIT_NO_LAZY_FETCH=0',
  'GIT_ALLOW_PROTOCOL=ext:file:https',
  'GIT_OPTIONAL_LOCKS=1',
  'LC_ALL=tr_TR.UTF-8',
];

/** The name and the value of a setting, with the traps in their places. */
function parts(setting: string): readonly [name: string, value: string] {
  const at = setting.startsWith('url.') ? setting.lastIndexOf('=') : setting.indexOf('=');
  const [name = '', value = ''] = [setting.slice(0, at), setting.slice(at + 1)].map((text) =>
    text
      .replace('PROGRAM', evil)
      .replace('FILE', path.join(home.path, 'file'))
      .replace('HOOKS', path.join(home.path, 'hooks')),
  );
  return [name, value];
}

/** As git writes a setting. */
function written(setting: string): string {
  const [name, value] = parts(setting);
  const [section = '', key = ''] = [name.slice(0, name.indexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
  const middle = name.slice(section.length + 1, -key.length - 1);
  return `[${section}${middle === '' ? '' : ` "${middle}"`}]\n\t${key} = "${value}"\n`;
}

/** What the working tree, the index and a commit make of the change. */
async function verdicts(): Promise<readonly unknown[]> {
  const options = { cwd: repository.folder, base, today: '2026-01-01' };
  const results = [
    await diff(options),
    await diff({ ...options, head: 'HEAD' }),
    await diff({ ...options, staged: true }),
  ];
  return results.map(({ findings, notices, complete }: RunResult) => ({
    findings: findings.map(({ rule, confidence }) => `${rule.id} ${confidence}`),
    notices: notices.map(({ code }) => code),
    complete,
  }));
}

/** A few at a time: each alone would take a minute in all. */
function inGroups(items: readonly string[]): readonly (readonly string[])[] {
  const groups = Math.ceil(items.length / 14);
  return Array.from({ length: groups }, (_, index) => items.filter((__, at) => at % groups === index));
}

const weaker = { findings: ['vault-immutability-weakened certain'], notices: [], complete: true };
const unchanged = [weaker, weaker, weaker];

test.each(inGroups(settings))(
  'settings of the repository start nothing and change no verdict: %s, ...',
  async (...group) => {
    writeFiles(repository.folder, { '.git/config': ownSettings + group.map(written).join('') });
    expect(repository.git('config', '--local', '--list').split('\n').length).toBeGreaterThan(group.length);
    expect(await verdicts()).toEqual(unchanged);
    expect(existsSync(mark)).toBe(false);
    writeFiles(repository.folder, { '.git/config': ownSettings });
  },
);

test('variables of the environment start nothing and change no verdict', async () => {
  for (const [name, value] of variables.map(parts)) vi.stubEnv(name, value);
  expect(await verdicts()).toEqual(unchanged);
  expect(existsSync(mark)).toBe(false);
});

/** What lies in the folder of git, and what commits have, beside settings. */
const states: Readonly<Record<string, () => void>> = {
  'a commit that is replaced by another one': () => {
    repository.git('replace', base, 'HEAD');
  },
  'a content that is replaced by another one': () => {
    const [was, is] = [base, 'HEAD'].map((revision) => repository.git('rev-parse', `${revision}:main.json`));
    repository.git('replace', was ?? '', is ?? '');
  },
  'a graft that cuts the history': () => {
    writeFiles(repository.folder, { '.git/info/grafts': `${repository.git('rev-parse', 'HEAD')}\n` });
  },
  'attributes beside the repository': () => {
    writeFiles(repository.folder, { '.git/info/attributes': '* filter=evil diff=evil working-tree-encoding=UTF-16\n' });
  },
  'files that are ignored': () => {
    writeFiles(repository.folder, { '.git/info/exclude': '*\n' });
  },
  'objects that lie elsewhere': () => {
    run(home.path, 'git', ['clone', '-q', '--bare', repository.folder, 'other.git'], gitEnvironment);
    writeFiles(repository.folder, { '.git/objects/info/alternates': `${path.join(home.path, 'other.git/objects')}\n` });
  },
  'a branch with the name of the commit': () => {
    repository.git('update-ref', `refs/heads/${base.slice(0, 12)}`, 'HEAD');
  },
};

test.each(Object.entries(states))('%s changes no verdict', async (_, make) => {
  make();
  expect(await verdicts()).toEqual(unchanged);
  expect(existsSync(mark)).toBe(false);
});

test('the trap works: git itself falls into it', () => {
  writeFiles(repository.folder, { '.git/config': ownSettings + written('core.fsmonitor=PROGRAM') });
  run(repository.folder, 'git', ['status'], gitEnvironment);
  expect(existsSync(mark)).toBe(true);
});
