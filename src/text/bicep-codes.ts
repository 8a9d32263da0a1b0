/**
 * Errors of the Bicep compiler that armlock reports, by their numbers: what the compiler says of an example. Recorded from
 * version 0.49.2 of the official CLI; https://aka.ms/bicep/core-diagnostics explains them.
 */
export const bicepCodes = {
  BCP001: 'The following token is not recognized: "#".',
  BCP002: 'The multi-line comment at this location is not terminated. Terminate it with the */ character sequence.',
  BCP003: 'The string at this location is not terminated. Terminate the string with a single quote character.',
  BCP004: 'The string at this location is not terminated due to an unexpected new line character.',
  BCP006: `The specified escape sequence is not recognized. Only the following escape sequences are allowed: "\\$", "\\'", "\\\\", "\\n", "\\r", "\\t", "\\u{...}".`,
  BCP007:
    'This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration.',
  BCP008: 'Expected the "=" token, or a newline at this location.',
  BCP009:
    'Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location.',
  BCP010: 'Expected a valid 64-bit signed integer.',
  BCP012: 'Expected the "for" keyword at this location.',
  BCP013: 'Expected a parameter identifier at this location.',
  BCP015: 'Expected a variable identifier at this location.',
  BCP016: 'Expected an output identifier at this location.',
  BCP017: 'Expected a resource identifier at this location.',
  BCP018: 'Expected the "=" character at this location.',
  BCP019: 'Expected a new line character at this location.',
  BCP020: 'Expected a function or property name at this location.',
  BCP022: 'Expected a property name at this location.',
  BCP024: 'The identifier exceeds the limit of 255. Reduce the length of the identifier.',
  BCP025: 'The property "a" is declared multiple times in this object. Remove or rename the duplicate properties.',
  BCP028: 'Identifier "a" is declared multiple times. Remove or rename the duplicates.',
  BCP029: 'The resource type is not valid. Specify a valid resource type of format "<type-name>@<apiVersion>".',
  BCP032: 'The value must be a compile-time constant.',
  BCP033: 'Expected a value of type "string" but the provided value is of type "1".',
  BCP034: 'The enclosing array expected an item of type "string", but the provided item was of type "1".',
  BCP035: 'The specified "object" declaration is missing the following required properties: "q".',
  BCP036: 'The property "description" expected a value of type "string" but the provided value is of type "1".',
  BCP037: 'The property "z" is not allowed on objects of type "params". Permissible properties include "a", "b".',
  BCP040:
    'String interpolation is not supported for keys on objects of type "params". Permissible properties include "a", "b".',
  BCP044: 'Cannot apply operator "!" to operand of type "1".',
  BCP045: `Cannot apply operator "+" to operands of type "1" and "'a'".`,
  BCP046: 'Expected a value of type "bool".',
  BCP047: 'String interpolation is unsupported for specifying the resource type.',
  BCP053: 'The type "object" does not contain property "foo". Available properties include "a".',
  BCP055: 'Cannot access properties of type "string". An "object" type is required.',
  BCP057: 'The name "p" does not exist in the current context.',
  BCP064: 'Found unexpected tokens in interpolated expression.',
  BCP065: 'Function "utcNow" is not valid at this location. It can only be used as a parameter default value.',
  BCP068: 'Expected a resource type string. Specify a valid resource type of format "<type-name>@<apiVersion>".',
  BCP070: `Argument of type "'1'" is not assignable to parameter of type "int".`,
  BCP071: 'Expected 1 argument, but got 0.',
  BCP072: 'This symbol cannot be referenced here. Only other parameters can be referenced in parameter default values.',
  BCP074: `Indexing over arrays requires an index of type "int" but the provided index was of type "'x'".`,
  BCP075: 'Indexing over objects requires an index of type "string" but the provided index was of type "1".',
  BCP076: 'Cannot index over expression of type "string". Arrays or objects are required.',
  BCP078: `The property "k" requires a value of type "'a' | 'b'", but none was supplied.`,
  BCP079: 'This expression is referencing its own declaration, which is not allowed.',
  BCP080: 'The expression is involved in a cycle ("b" -> "a").',
  BCP084:
    'The symbolic name "sys" is reserved. Please use a different symbolic name. Reserved namespaces are "az", "sys".',
  BCP087: 'Array and object literals are not allowed here.',
  BCP096: 'Expected a module identifier at this location.',
  BCP097: `Expected a module path string. This should be a relative path to another bicep file, e.g. 'myModule.bicep' or '../parent/myModule.bicep'`,
  BCP099: 'The "allowed" array must contain one or more items.',
  BCP103: 'The following token is not recognized: """. Strings are defined using single quotes in bicep.',
  BCP108: 'The function "description" does not exist in namespace "az". Did you mean "subscription"?',
  BCP109: 'The type "module" does not contain function "listKeys".',
  BCP112: 'The "targetScope" cannot be declared multiple times in one file.',
  BCP117: 'An empty indexer is not allowed. Specify a valid expression.',
  BCP118: 'Expected the "{" character, the "[" character, or the "if" keyword at this location.',
  BCP120:
    'This expression is being used in an assignment to the "kind" property of the "A.B/d@2024-01-01" type, which requires a value that can be calculated at the start of the deployment.',
  BCP121: 'Resources: "a", "b" are defined with this same name in a file. Rename them or split into different modules.',
  BCP122:
    'Modules: "m", "n" are defined with this same name and this same scope in a file. Rename them or split into different modules.',
  BCP123: 'Expected a namespace or decorator name at this location.',
  BCP124: 'The decorator "minValue" can only be attached to targets of type "int", but the target has type "string".',
  BCP125: 'Function "onlyIfNotExists" cannot be used as a parameter decorator.',
  BCP126: 'Function "secure" cannot be used as a variable decorator.',
  BCP127: 'Function "allowed" cannot be used as a resource decorator.',
  BCP128: 'Function "allowed" cannot be used as a module decorator.',
  BCP129: 'Function "allowed" cannot be used as an output decorator.',
  BCP130: 'Decorators are not allowed here.',
  BCP132: 'Expected a declaration after the decorator.',
  BCP133: 'The unicode escape sequence is not valid. Valid unicode escape sequences range from \\u{0} to \\u{10FFFF}.',
  BCP134: 'Scope "subscription" is not valid for this module. Permitted scopes: "resourceGroup".',
  BCP135: 'Scope "resourceGroup" is not valid for this resource type. Permitted scopes: "tenant".',
  BCP137: `Loop expected an expression of type "array" but the provided value is of type "'a'".`,
  BCP138:
    'For-expressions are not supported in this context. For-expressions may be used as values of resource, module, variable, and output declarations, or values of resource and module properties.',
  BCP139:
    "A resource's scope must match the scope of the Bicep file for it to be deployable. You must use modules to deploy resources to a different scope.",
  BCP140: `The multi-line string at this location is not terminated. Terminate it with "'''".`,
  BCP141: 'The expression cannot be used as a decorator as it is not callable.',
  BCP142: 'Property value for-expressions cannot be nested.',
  BCP144:
    'Directly referencing a resource or module collection is not currently supported here. Apply an array indexer to the expression.',
  BCP145: 'Output "a" is declared multiple times. Remove or rename the duplicates.',
  BCP154: 'Expected a batch size of at least 1 but the specified value was "0".',
  BCP155: 'The decorator "batchSize" can only be attached to resource or module collections.',
  BCP156:
    'The resource type segment "d/e" is invalid. Nested resources must specify a single type segment, and optionally can specify an api version using the format "<type>@<apiVersion>".',
  BCP159: 'The resource "r2" does not contain a nested resource named "nested".',
  BCP162: 'Expected a loop item variable identifier or "(" at this location.',
  BCP164: `A child resource's scope is computed based on the scope of its ancestor resource. This means that using the "scope" property on a child resource is unsupported.`,
  BCP166: 'Duplicate "description" decorator.',
  BCP167: 'Expected the "{" character or the "if" keyword at this location.',
  BCP168: 'Length must not be a negative value.',
  BCP169:
    'Expected resource name to contain 1 "/" character(s). The number of name segments must match the number of segments in the resource type.',
  BCP170:
    'Expected resource name to not contain any "/" characters. Child resources with a parent resource reference (via the parent property or via nesting) must not contain a fully-qualified name.',
  BCP177:
    'This expression is being used in the if-condition expression, which requires a value that can be calculated at the start of the deployment.',
  BCP178:
    'This expression is being used in the for-expression, which requires a value that can be calculated at the start of the deployment. Properties of a which can be calculated at the start include "apiVersion", "id", "name", "type".',
  BCP181:
    'This expression is being used in an argument of the function "reference", which requires a value that can be calculated at the start of the deployment.',
  BCP182:
    'This expression is being used in the for-body of the variable "v", which requires values that can be calculated at the start of the deployment.',
  BCP201:
    'Expected an extension specification string. This should either be a relative path, or a valid OCI artifact specification.',
  BCP202: 'Expected an extension alias name at this location.',
  BCP208:
    'The specified namespace "x" is not recognized. Specify a resource reference using one of the following namespaces: "az", "sys".',
  BCP226:
    'Expected at least one diagnostic code at this location. Valid format is "#disable-next-line diagnosticCode1 diagnosticCode2 ..."',
  BCP236: 'Expected a new line or comma character at this location.',
  BCP237: 'Expected a comma character at this location.',
  BCP238: 'Unexpected new line character after a comma.',
  BCP239: 'Identifier "copy" is a reserved Bicep symbol name and cannot be used in this context.',
  BCP240: 'The "parent" property only permits direct references to resources. Expressions are not supported.',
  BCP243: 'Parentheses must contain exactly one expression.',
  BCP247:
    'Using lambda variables inside resource or module array access is not currently supported. Found the following lambda variable(s) being accessed: "i".',
  BCP248:
    'Using lambda variables inside the "reference" function is not currently supported. Found the following lambda variable(s) being accessed: "i".',
  BCP249:
    'Expected loop variable block to consist of exactly 2 elements (item variable and index variable), but found 0.',
  BCP256: 'The using declaration is missing a bicep template file path reference.',
  BCP259: 'The parameter "zz" is assigned in the params file without being declared in the Bicep file.',
  BCP261: 'A using declaration must be present in this parameters file.',
  BCP262: 'More than one using declaration are present',
  BCP265: 'The name "resourceGroup" is not a function. Did you mean "az.resourceGroup"?',
  BCP266: 'Expected a metadata identifier at this location.',
  BCP269: 'Function "secure" cannot be used as a metadata decorator.',
  BCP279:
    'Expected a type at this location. Please specify a valid type expression or one of the following types: "any", "array", "bool", "int", "object", "string".',
  BCP285: 'The type expression could not be reduced to a literal value.',
  BCP286: "This union member is invalid because it cannot be assigned to the 'object' type.",
  BCP287: "'v' refers to a value but is being used as a type here.",
  BCP289: 'The type definition is not valid.',
  BCP293: 'All members of a union type declaration must be literal values.',
  BCP294: "Type unions must be reducible to a single ARM type (such as 'string', 'int', or 'bool').",
  BCP297: 'Function "allowed" cannot be used as a type decorator.',
  BCP298:
    'This type definition includes itself as required component, which creates a constraint that cannot be fulfilled.',
  BCP299: 'This type definition includes itself as a required component via a cycle ("t" -> "u").',
  BCP301: 'The type name "resource" is reserved and may not be attached to a user-defined type.',
  BCP302:
    'The name "nope" is not a valid type. Please specify one of the following types: "any", "array", "bool", "int", "object", "resourceInput", "resourceOutput", "string", "t1", "t2".',
  BCP305: 'Expected the "with" keyword, "as" keyword, or a new line character at this location.',
  BCP307:
    'The expression cannot be evaluated, because the identifier properties of the referenced existing resource including "name" cannot be calculated at the start of the deployment.',
  BCP308:
    'The decorator "minLength" may not be used on statements whose declared type is a reference to a user-defined type.',
  BCP311:
    'The provided index value of "5" is not valid for type "[1, 2]". Indexes for this type must be between 0 and 1.',
  BCP315: 'An object type may have at most one additional properties declaration.',
  BCP316:
    'The "sealed" decorator may not be used on object types with an explicit additional properties type declaration.',
  BCP317: 'Expected an identifier, a string, or an asterisk at this location.',
  BCP322: 'The `.?` (safe dereference) operator may not be used on instance function invocations.',
  BCP323: 'The `[?]` (safe dereference) operator may not be used on resource or module collections.',
  BCP325: 'Expected a type identifier at this location.',
  BCP327:
    'The provided value (which will always be greater than or equal to 5) is too large to assign to a target for which the maximum allowable value is 2.',
  BCP328:
    'The provided value (which will always be less than or equal to 1) is too small to assign to a target for which the minimum allowable value is 2.',
  BCP331: `A type's "minValue" must be less than or equal to its "maxValue", but a minimum of 2 and a maximum of 1 were specified.`,
  BCP332:
    'The provided value (whose length will always be greater than or equal to 4) is too long to assign to a target for which the maximum allowable length is 2.',
  BCP333:
    'The provided value (whose length will always be less than or equal to 1) is too short to assign to a target for which the minimum allowable length is 2.',
  BCP337:
    'This declaration type is not valid for a Bicep Parameters file. Supported declarations: "using", "extends", "param", "var", "type".',
  BCP341:
    'This expression is being used inside a function declaration, which requires a value that can be calculated at the start of the deployment.',
  BCP344: 'Expected an assert identifier at this location.',
  BCP346: 'Expected a test identifier at this location.',
  BCP347: 'Expected a test path string at this location.',
  BCP353:
    'The parameters "a", "A" differ only in casing. The ARM deployments engine is not case sensitive and will not be able to distinguish between them.',
  BCP354: `Expected left brace ('{') or asterisk ('*') character at this location.`,
  BCP355: 'Expected the name of an exported symbol at this location.',
  BCP356: 'Expected a valid namespace identifier at this location.',
  BCP360: "The 'zz' symbol was not found in (or was not exported by) the imported template.",
  BCP363: 'The "discriminator" decorator can only be applied to object-only union types with unique member types.',
  BCP364: 'The property "t" must be a required string literal on all union member types.',
  BCP365: `The value "'X'" for discriminator property "t" is duplicated across multiple union member types. The value must be unique across all union member types.`,
  BCP372:
    'The "@export()" decorator may not be applied to variables that refer to parameters, modules, or resource, either directly or indirectly.',
  BCP375: `An import list item that identifies its target with a quoted string must include an 'as <alias>' clause.`,
  BCP383: 'The "string.b" type is not parameterizable.',
  BCP394:
    'Resource-derived type expressions must dereference a property within the resource body. Using the entire resource body type is not permitted.',
  BCP401: 'The spread operator "..." is not permitted in this location.',
  BCP402: 'The spread operator "..." can only be used in this context for an expression assignable to type "array".',
  BCP404: 'The "extends" declaration is missing a bicepparam file path reference',
  BCP408: 'The "nameof" function can only be used with an expression which has a name.',
  BCP427: `Environment variable "NOPE" does not exist and there's no default value set.`,
  BCP436: 'Expected the "with" keyword or a new line character at this location.',
} as const;
