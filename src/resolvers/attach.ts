import { isInterfaceType, isObjectType, isScalarType, type GraphQLField, type GraphQLSchema } from 'graphql';

/** By type: a scalar's functions, an interface's `__resolveType`, an object's resolvers by field. */
export type Resolvers = Readonly<Record<string, object>>;

/** Puts what stands behind the SDL into a schema that was built from it. @throws Error for what the SDL does not have */
export function attach(schema: GraphQLSchema, resolvers: Resolvers): void {
  for (const [name, members] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, members);
    else if (isInterfaceType(type) && '__resolveType' in members) {
      type.resolveType = members.__resolveType as NonNullable<typeof type.resolveType>;
    } else if (isObjectType(type)) {
      const fields = type.getFields();
      for (const [member, resolver] of Object.entries(members)) attachTo(fields[member], resolver, `${name}.${member}`);
    } else throw new Error(`The SDL has no type ${name} for resolvers.`);
  }
}

type Field = GraphQLField<unknown, unknown>;
type Behind = NonNullable<Field['resolve']> | Pick<Field, 'resolve' | 'subscribe'>;

function attachTo(field: Field | undefined, resolver: unknown, place: string): void {
  if (field === undefined) throw new Error(`The SDL has no field ${place} for a resolver.`);
  const behind = resolver as Behind;
  if (typeof behind === 'function') field.resolve = behind;
  else Object.assign(field, behind);
}
