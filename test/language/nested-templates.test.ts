import { describe, expect, test } from 'vitest';
import { resolveText } from '../support/json-resolve.ts';
import { evaluationContext, schemaOf } from '../support/json-templates.ts';

const head = { $schema: schemaOf('resourceGroup'), contentVersion: '1.0.0.0' };

/** A template with symbolic names around one that has a variable of the same name. */
function nested(options: object): string {
  return JSON.stringify({
    ...head,
    languageVersion: '2.0',
    variables: { x: 'parent' },
    resources: {
      d: {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: 'd',
        properties: {
          ...options,
          template: {
            ...head,
            variables: { x: 'own' },
            resources: [{ type: 'Microsoft.A/b', apiVersion: '2020-01-01', name: `[variables('x')]` }],
          },
        },
      },
    },
  });
}

describe('with symbolic names', () => {
  test('a nested template sees its own names unless it says otherwise', () => {
    const { deployment, errors } = resolveText(nested({}), {}, evaluationContext);
    expect(errors).toEqual([]);
    expect(deployment.resources.map(({ name }) => name)).toMatchObject([{ kind: 'string', value: 'own' }]);
  });

  test('the outer scope is refused', () => {
    const { errors } = resolveText(nested({ expressionEvaluationOptions: { scope: 'Outer' } }), {}, evaluationContext);
    expect(errors).toEqual([
      `A template with symbolic names cannot evaluate a nested template in scope 'outer'; use 'inner'.`,
    ]);
  });
});

describe('a resource that may be switched off', () => {
  const template = (place: string): string =>
    JSON.stringify({
      ...head,
      parameters: { stamp: { type: 'string', defaultValue: '[utcNow()]' } },
      resources: [
        {
          type: 'Microsoft.A/b',
          apiVersion: '2020-01-01',
          name: 'x',
          condition: `[equals(parameters('stamp'), 'x')]`,
          [place]: { a: `[int('y')]` },
        },
      ],
    });

  test('has errors only in its properties', () => {
    expect(resolveText(template('properties'), {}, evaluationContext).errors).toHaveLength(1);
    const { deployment, errors } = resolveText(template('tags'), {}, evaluationContext);
    expect(errors).toEqual([]);
    expect(deployment.diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      `warning: Function 'int': 'y' is not an integer`,
    ]);
  });
});
