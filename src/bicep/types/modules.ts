import type { Template } from '../../arm/template.ts';
import { templateOfModule, type Unit } from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { ModuleSymbol } from '../semantics/model.ts';
import { typeOfSchema } from './schema.ts';
import { anyType, type ObjectType, objectType, type Property, stringType, type Type } from './type.ts';

/** What a module is to the file that calls it. What it does not have is reported where it is asked for. */
export function moduleType(symbol: ModuleSymbol, unit: Unit): Type {
  const template = templateOfModule(symbol, unit);
  const outputs = isUnavailable(template) ? anyType : outputsType(template);
  const part = (type: Type): Property => ({ type: () => type, required: true });
  const properties = new Map([
    ['name', part(stringType)],
    ['outputs', part(outputs)],
  ]);
  return { ...objectType, properties };
}

function outputsType({ outputs, definitions }: Template): ObjectType {
  const properties = new Map<string, Property>();
  for (const { name, schema } of outputs.values()) {
    properties.set(name, { type: () => typeOfSchema(schema, definitions), required: true });
  }
  return { ...objectType, properties };
}
