import {
  GraphQLError,
  isObjectType,
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { pageSizes } from '../resolvers/page.ts';
import { countOverlaps } from './document-overlaps.ts';

/** Most of each in a document: in any one of its operations, fragments counted as often as they are spread. */
export interface DocumentLimits {
  /** Levels of selections, those of fragments included. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  /** Fields of the answer: each as often as the pages around it may have entries. */
  readonly cost: number;
}

/** The first limit that a document is beyond; null where it keeps them all. */
export type DocumentCheck = (document: DocumentNode) => GraphQLError | null;

type Counted = keyof DocumentLimits;

/** How much is in a selection, a selection set or a fragment. */
type Extent = Record<Counted, number>;

const nothing: Readonly<Extent> = { depth: 0, aliases: 0, directives: 0, fields: 0, cost: 0 };

const names: Readonly<Record<Counted, { readonly setting: string; readonly of: string }>> = {
  depth: { setting: 'MAX_QUERY_DEPTH', of: 'levels of selections' },
  aliases: { setting: 'MAX_QUERY_ALIASES', of: 'aliases' },
  directives: { setting: 'MAX_QUERY_DIRECTIVES', of: 'directives' },
  fields: { setting: 'MAX_QUERY_FIELDS', of: 'fields' },
  cost: { setting: 'MAX_QUERY_COST', of: 'fields in its answer' },
};

const counted = Object.keys(names) as readonly Counted[];

/** Pairs that may have to be compared for each field that there may be, and for however few. */
const pairsPerField = 5;
const leastPairs = 1000;

/** Directives on one selection. Two are for anything, and what repeats them is refused with an error for each. */
const directivesInOnePlace = 5;

/** Fragments that spread others twice soon have more than a number can tell. */
const most = Number.MAX_SAFE_INTEGER;

/**
 * Looks at every selection once, however often its fragment is spread, and no deeper than the limit: a document made to be worked on
 * for ever is refused as fast as any other. It comes before graphql-js validates, whose rule about fields that overlap compares
 * each with each: how often it would is counted last, when all else is known to be within the limits.
 */
export function createDocumentCheck(schema: GraphQLSchema, limits: DocumentLimits): DocumentCheck {
  const paged = pagedFields(schema);

  return (document) => {
    const { definitions } = document;
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
    const known = new Map<string, Readonly<Extent>>();
    /** Of the whole document, each fragment once: that much is validated. */
    const written: Extent = { ...nothing };
    let mostDirectives = 0;

    function ofFragment(name: string, level: number): Readonly<Extent> {
      const found = known.get(name);
      if (found !== undefined) return found;
      const fragment = fragments.get(name);
      if (fragment === undefined) return nothing;
      // Of one that spreads itself, and of one that is not there, graphql-js says what is wrong.
      known.set(name, nothing);
      const extent = ofSelections(fragment.selectionSet, level);
      known.set(name, extent);
      return extent;
    }

    function ofField({ name, alias, arguments: given = [], selectionSet }: FieldNode, level: number): Extent {
      const extent = selectionSet === undefined ? { ...nothing } : ofSelections(selectionSet, level);
      const aliases = alias === undefined ? 0 : 1;
      extent.aliases += aliases;
      extent.fields += 1;
      extent.cost = 1 + extent.cost * (paged.has(name.value) ? pageSize(given) : 1);
      written.aliases += aliases;
      written.fields += 1;
      return extent;
    }

    function ofSelection(selection: SelectionNode, level: number): Readonly<Extent> {
      if (selection.kind === Kind.FIELD) return ofField(selection, level);
      if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet, level);
      return ofFragment(selection.name.value, level);
    }

    function ofSelections({ selections }: SelectionSetNode, level: number): Extent {
      const sum: Extent = { ...nothing, depth: 1 };
      // It is refused already, and what is deeper is not worth the stack.
      if (level > limits.depth) return sum;
      for (const selection of selections) {
        const extent = ofSelection(selection, level + 1);
        const directives = selection.directives?.length ?? 0;
        mostDirectives = Math.max(mostDirectives, directives);
        written.directives += directives;
        sum.depth = Math.max(sum.depth, extent.depth + 1);
        sum.aliases = Math.min(sum.aliases + extent.aliases, most);
        sum.directives = Math.min(sum.directives + extent.directives + directives, most);
        sum.fields = Math.min(sum.fields + extent.fields, most);
        sum.cost = Math.min(sum.cost + extent.cost, most);
      }
      return sum;
    }

    function ofDefinition(definition: DefinitionNode): Readonly<Extent> {
      written.directives += directivesOn(definition);
      if (definition.kind === Kind.FRAGMENT_DEFINITION) return ofFragment(definition.name.value, 1);
      return definition.kind === Kind.OPERATION_DEFINITION ? ofSelections(definition.selectionSet, 1) : nothing;
    }

    for (const definition of definitions) {
      const extent = ofDefinition(definition);
      for (const kind of counted) {
        const found = Math.max(extent[kind], written[kind]);
        if (found > limits[kind]) return beyond(kind, found, limits[kind]);
      }
    }
    if (mostDirectives > directivesInOnePlace) {
      return refused(`${mostDirectives} directives on one selection; ${directivesInOnePlace} are the most.`);
    }
    const mostPairs = Math.max(pairsPerField * limits.fields, leastPairs);
    const pairs = countOverlaps(document, fragments, mostPairs, limits.depth);
    if (pairs <= mostPairs) return null;
    return refused(`${pairs} or more pairs of fields or fragments to compare; MAX_QUERY_FIELDS allows ${mostPairs}.`);
  };
}

/** Those that take `first`, by name: whose they are is for validation to find out. */
function pagedFields(schema: GraphQLSchema): ReadonlySet<string> {
  const found = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const { name, args } of Object.values(type.getFields()))
      if (args.some((arg) => arg.name === 'first')) found.add(name);
  }
  return found;
}

/** What a variable holds is not known yet: it may be as much as may be. */
function pageSize(given: NonNullable<FieldNode['arguments']>): number {
  const size = given.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (size === undefined || size.kind === Kind.NULL) return pageSizes.usual;
  return size.kind === Kind.INT ? Math.min(Number(size.value), pageSizes.largest) : pageSizes.largest;
}

function directivesOn(definition: DefinitionNode): number {
  const own = definition.directives?.length ?? 0;
  if (definition.kind !== Kind.OPERATION_DEFINITION) return own;
  return (definition.variableDefinitions ?? []).reduce((sum, { directives = [] }) => sum + directives.length, own);
}

function beyond(kind: Counted, found: number, limit: number): GraphQLError {
  const { setting, of } = names[kind];
  const orMore = kind === 'depth' || found === most ? ' or more' : '';
  return refused(`${found}${orMore} ${of}; ${setting} allows ${limit}.`);
}

function refused(what: string): GraphQLError {
  return new GraphQLError(`The document has ${what}`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}
