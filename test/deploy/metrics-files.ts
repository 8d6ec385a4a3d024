import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Scraped } from '../support/metrics.ts';

export const deploy = path.resolve(import.meta.dirname, '../../deploy');

export function readDeployed(file: string): string {
  return readFileSync(path.join(deploy, file), 'utf8');
}

/** What is wrong with the metrics and labels that an expression names. */
export function unknownIn(expression: string, { families }: Scraped): readonly string[] {
  return [...expression.matchAll(/\b((?:gws_graphql|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)].flatMap(
    ([, name = '', selector = '']) => {
      const base = name.replace(/_(?:bucket|sum|count)$/, '');
      const family = families.get(name) ?? (families.get(base)?.type === 'histogram' ? families.get(base) : undefined);
      if (family === undefined) return [`${name} is no metric`];
      const labels = [...selector.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label);
      return labels
        .filter((label) => !['job', 'instance'].includes(label) && !family.labels.has(label))
        .map((label) => `${name} has no label ${label}`);
    },
  );
}

/** The labels that a `sum by (…)` keeps, for each metric in it. */
export function groupedIn(expression: string): readonly (readonly [metric: string, label: string])[] {
  return [...expression.matchAll(/by \(([^)]*)\) \((?:\w+\()?(\w+)/g)].flatMap(([, labels = '', metric = '']) =>
    labels
      .split(', ')
      .filter((label) => !['job', 'instance', 'le'].includes(label))
      .map((label) => [metric, label] as const),
  );
}
