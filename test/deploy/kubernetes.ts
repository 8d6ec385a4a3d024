import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

/** An object as it is sent to Kubernetes. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** Where the types of Kubernetes' API are; null where they are not installed. */
export function kubernetesTypes(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('kubernetes-types/package.json'));
  } catch {
    return null;
  }
}

/**
 * What is wrong with these by Kubernetes' own description of its API: names of fields that there are not, values of another type, and
 * what is missing. A literal of TypeScript may have no other field than its type.
 *
 * @param types the directory of kubernetes-types
 */
export function wrongIn(manifests: readonly Manifest[], types: string): readonly string[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'chart-'));
  try {
    const file = path.join(directory, 'manifests.ts');
    writeFileSync(file, manifests.map((manifest, index) => typed(manifest, index, types)).join('\n'));
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      types: [],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function typed(manifest: Manifest, index: number, types: string): string {
  const [version = '', group = 'core'] = manifest.apiVersion.split('/').toReversed();
  const module = path.join(types, group.replace(/\..*/, ''), `${version}.d.ts`);
  return [
    `import type { ${manifest.kind} as T${index} } from ${JSON.stringify(module.replace(/\.d\.ts$/, '.js'))};`,
    `export const m${index}: T${index} = ${JSON.stringify(manifest)};`,
  ].join('\n');
}
