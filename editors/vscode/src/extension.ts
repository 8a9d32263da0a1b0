import path from 'node:path';
import { type ExtensionContext, extensions } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** Starts the server that the extension carries. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = path.join(context.extensionPath, 'server/dist/bundle/armlock.js');
  const server: ServerOptions = { module, args: ['lsp'], transport: TransportKind.stdio };
  const languages = ['bicep', 'bicep-params', 'json', 'jsonc'];
  client = new LanguageClient('armlock', 'armlock', server, {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    diagnosticCollectionName: 'armlock',
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const found = await next(params, token);
          return Array.isArray(found) ? found.map(withOthers) : found;
        },
      },
    },
  });
  await client.start();
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}

/** Leaves syntax to the extensions that report it already, unless the user says otherwise. */
function withOthers(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return settings;
  const told = 'checkedElsewhere' in settings && Array.isArray(settings.checkedElsewhere);
  if (told) return settings;
  const hasBicep = extensions.getExtension('ms-azuretools.vscode-bicep') !== undefined;
  return { ...settings, checkedElsewhere: hasBicep ? ['bicep', 'json'] : ['json'] };
}
