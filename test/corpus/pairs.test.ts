import { expect, test } from 'vitest';
import { corpus, corpusText, describeDifferences, type Exceptions, expectOnly } from '../support/corpus.ts';
import { corpusModuleCache, corpusTree } from '../support/corpus-trees.ts';
import { type Difference, readJson, resourceDifferences, stringAt } from '../support/json-compare.ts';
import { type Resolved, resolveFile } from '../support/json-resolve.ts';
import { contextAt, scopeOfSchema } from '../support/json-templates.ts';
import { describeWith } from '../support/needs.ts';

const older = 'the JSON was made of an older source: api-versions, images or resources differ';
const spelling = 'the type library spelt a resource type otherwise when it was compiled';
const lineBreaks = 'a file that is loaded breaks its lines otherwise than when it was compiled';
const lacking = 'a registry module is not in the corpus, and that is reported';
const otherModules = 'the corpus has other versions of its registry modules than the compiler had';
const policyRule = 'with symbolic names, the service leaves the expressions of a policy rule to Azure Policy';

/** Pairs whose two files do not say the same. */
const exceptions: Exceptions = {
  'avm/avm/ptn/aca-lza/hosting-environment/main.bicep': lacking,
  'avm/avm/ptn/app-service-lza/hosting-environment/main.bicep': lacking,
  'avm/avm/ptn/app/iaas-vm-cosmosdb-tier4/main.bicep': lacking,
  'avm/avm/ptn/app/paas-ase-cosmosdb-tier4/main.bicep': lacking,
  'avm/avm/ptn/dev-ops/cicd-agents-and-runners/main.bicep': lacking,
  'bicep/src/Bicep.Core.Samples/Files/baselines/Registry_LF/main.bicep': lacking,
  'quickstart/quickstarts/microsoft.app/container-app-acr/main.bicep': lacking,
  'quickstart/quickstarts/microsoft.app/container-app-dapr-pubsub-servicebus/main.bicep': lacking,
  'quickstart/quickstarts/microsoft.resources/deployment-script-azcli-acr-build/main.bicep': lacking,
  'quickstart/quickstarts/microsoft.resources/deployment-script-azcli-acr-import/main.bicep': lacking,
  'quickstart/quickstarts/microsoft.resources/deployment-script-azcli-agw-certificates/main.bicep': lacking,
  'avm/avm/ptn/sa/build-your-own-copilot/main.bicep': otherModules,
  'avm/avm/ptn/sa/content-processing/main.bicep': otherModules,
  'avm/avm/ptn/sa/customer-chatbot/main.bicep': otherModules,
  'avm/avm/ptn/sa/multi-agent-custom-automation-engine/main.bicep': otherModules,
  'bicep/src/Bicep.Core.Samples/Files/user_submitted/201/policy-azmonitor-agent-and-dcr-association/main.bicep':
    policyRule,
  'bicep/src/Bicep.Core.Samples/Files/user_submitted/301/deployifnotexists-policy-with-initiative-and-assignment/main.bicep':
    policyRule,
  'quickstart/modules/microsoft.resources/deploymentScripts/copyBlob/0.9/main.bicep': lineBreaks,
  'quickstart/quickstarts/canonical/anbox/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.cdn/front-door-standard-premium-function-public/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.compute/vm-trustedlaunch-linux/main.bicep': older,
  'quickstart/quickstarts/microsoft.databricks/databricks-all-in-one-template-for-vnet-injection-with-nat-gateway/main.bicep':
    older,
  'quickstart/quickstarts/microsoft.datafactory/data-factory-copy-data-tool/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.datafactory/data-factory-get-started/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.devcenter/devbox-ready-to-code-image/main.bicep': older,
  'quickstart/quickstarts/microsoft.insights/log-analytics-with-solutions-and-diagnostics/main.bicep': spelling,
  'quickstart/quickstarts/microsoft.kusto/kusto-event-grid/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.machinelearningservices/aifoundry-network-restricted/prereqs/prereq.main.bicep':
    older,
  'quickstart/quickstarts/microsoft.machinelearningservices/machine-learning-network-restricted/prereqs/prereq.main.bicep':
    older,
  'quickstart/quickstarts/microsoft.mobilenetwork/mobilenetwork-update-packet-core-control-plane/main.bicep': older,
  'quickstart/quickstarts/microsoft.network/azure-bastion/main.bicep': older,
  'quickstart/quickstarts/microsoft.network/azurefirewall-create-with-ipgroups-and-linux-jumpbox/main.bicep': older,
  'quickstart/quickstarts/microsoft.resources/deployment-script-azcli-inputs-outputs/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.resources/deployment-script-azpwsh-inputs-outputs/main.bicep': lineBreaks,
  'quickstart/quickstarts/microsoft.sqlvirtualmachine/sql-vm-new-storage/main.bicep': older,
  'quickstart/quickstarts/microsoft.web/app-service-docs-linux/main.bicep': older,
  'quickstart/quickstarts/microsoft.web/function-app-flex-managed-identities/main.bicep': older,
};

/** A source in Bicep and what the official compiler, in some version, made of it. */
interface Pair {
  readonly bicep: string;
  readonly json: string;
}

function pairs(): readonly Pair[] {
  const [, ...rows] = corpusText('pairs.tsv').trim().split('\n');
  return rows.map((row) => {
    const [bicep = '', json = ''] = row.split('\t');
    return { bicep, json };
  });
}

describeWith(corpus('pairs.tsv', 'avm', 'bicep', 'quickstart'))(
  'sources and what the official compiler made of them',
  () => {
    test('deploy the same', () => {
      const tree = corpusTree();
      const moduleCache = corpusModuleCache(tree);
      const found = pairs();
      expect(found.length).toBe(999);
      const misses = found.flatMap(({ bicep, json }) => {
        const context = contextAt(scopeOfSchema(stringAt(readJson(corpusText(json)), '$schema') ?? ''));
        const [source, compiled] = [bicep, json].map((path) =>
          resolveFile({ tree, path }, {}, { context, moduleCache }),
        );
        const differing = source && compiled ? differencesOf(source, compiled) : [];
        return differing.length > 0 ? [[bicep, describeDifferences(differing)] as const] : [];
      });
      expectOnly(new Map(misses), exceptions);
    });
  },
);

/** What Bicep gives otherwise than its JSON, which may break lines otherwise and say in other words what is not known. */
function differencesOf(source: Resolved, compiled: Resolved): readonly Difference[] {
  return resourceDifferences(compiled.resources, source.resources).filter(
    ({ path, wanted, got }) =>
      !path.startsWith('[') && !isExpression(wanted, got) && withoutReturns(wanted) !== withoutReturns(got),
  );
}

function isExpression(wanted: string | undefined, got: string | undefined): boolean {
  return (wanted?.startsWith('"[') && got?.startsWith('"[')) ?? false;
}

function withoutReturns(json: string | undefined): string | undefined {
  return json?.replaceAll('\\r', '');
}
