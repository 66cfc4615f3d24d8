import { z } from 'zod'

/**
 * The error code that the schema of a field names for itself (`.meta({ code: 'name_invalid' })`), found by the path
 * of a value; `undefined` where the general codes apply.
 */
export function codeAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  for (const alternative of alternatives(schema)) {
    const [key, ...rest] = path
    const code = key === undefined ? ownCode(alternative) : codeIn(alternative, key, rest)
    if (code !== undefined) return code
  }
  return undefined
}

function codeIn(schema: z.core.$ZodType, key: PropertyKey, rest: readonly PropertyKey[]): string | undefined {
  if (schema instanceof z.ZodObject) {
    const field: unknown = schema.shape[String(key)]
    return field instanceof z.core.$ZodType ? codeAt(field, rest) : undefined
  }
  if (schema instanceof z.ZodArray) return codeAt(schema.element, rest)
  if (schema instanceof z.ZodRecord) return codeAt(schema.valueType, rest)
  return undefined
}

function ownCode(schema: z.core.$ZodType): string | undefined {
  const code = z.globalRegistry.get(schema)?.code
  return typeof code === 'string' ? code : undefined
}

/** The schemas that a value may have to meet: wrappers taken off, each branch of a union; each wrapper counts itself too. */
function alternatives(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return [schema, ...alternatives(schema.def.innerType)]
  }
  if (schema instanceof z.ZodPipe) return [schema, ...alternatives(schema.in), ...alternatives(schema.out)]
  if (schema instanceof z.ZodLazy) return [schema, ...alternatives(schema.def.getter())]
  if (schema instanceof z.ZodUnion) return [schema, ...schema.options.flatMap(alternatives)]
  return [schema]
}
