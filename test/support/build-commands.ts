/** A command that a build host reads from a log. */
export interface BuildCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Reads the lines of a log as the runner of GitHub Actions does: `::name key=value,key=value::data`, after blanks. */
export function githubCommands(log: string): readonly BuildCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((line) => {
    const found = /^\s*::([^:\s]+)(?: (.*?))?::(.*)$/.exec(line);
    if (!found) return /##\[\w/.test(line) ? [{ name: 'legacy', properties: {}, data: line }] : [];
    const [, name = '', properties = '', data = ''] = found;
    return [{ name, properties: propertiesOf(properties, ',', unescapeGithubProperty), data: unescapeGithub(data) }];
  });
}

function unescapeGithub(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeGithubProperty(text: string): string {
  return unescapeGithub(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

/** Reads the lines of a log as the agent of Azure Pipelines does: `##vso[area.action key=value;]data` anywhere. */
export function azureCommands(log: string): readonly BuildCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((line) => {
    const found = /##vso\[(\S+?)(?: ([^\]]*))?\](.*)$/i.exec(line);
    if (!found) return [];
    const [, name = '', properties = '', data = ''] = found;
    return [{ name, properties: propertiesOf(properties, ';', unescapeAzureProperty), data: unescapeAzure(data) }];
  });
}

function unescapeAzure(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%AZP25', '%');
}

function unescapeAzureProperty(text: string): string {
  return unescapeAzure(text.replaceAll('%3B', ';').replaceAll('%5D', ']'));
}

function propertiesOf(
  text: string,
  separator: string,
  decoded: (text: string) => string,
): Readonly<Record<string, string>> {
  const pairs = text.split(separator).filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), decoded(pair.slice(pair.indexOf('=') + 1))]),
  );
}
