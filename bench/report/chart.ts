import type { Row, Table } from '../harness/result.ts';
import { clock, figure, ratioOf } from './figures.ts';
import type { ResultFile, SuiteRecord } from './result-file.ts';

const width = 800;
const bars = { left: 250, right: 640, height: 14, gap: 6 };
/** A bar that would be longer is cut off; its figure is written beside it. */
const mostShown = 10;

const style = `
  text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #1f2328 }
  .paper { fill: #ffffff } .figure { paint-order: stroke; stroke: #ffffff; stroke-width: 3px } .suite { font-size: 16px; font-weight: 600 } .title { font-weight: 600 }
  .quiet { fill: #59636e; font-size: 11px } .ours { font-weight: 600 } .end { text-anchor: end }
  .bar { fill: #a5b1c0 } .bar.limit { fill: #c8d1da } .bar.ours { fill: #0969da }
  .whisker { stroke: #1f2328; stroke-width: 1 } .one { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 4 3 }
  .scale { fill: #cf222e; font-size: 11px; text-anchor: middle }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .paper { fill: #0d1117 } .figure { stroke: #0d1117 } .quiet { fill: #9198a1 }
    .bar { fill: #57616d } .bar.limit { fill: #3d444d } .bar.ours { fill: #4493f8 }
    .whisker { stroke: #e6edf3 } .one { stroke: #ff7b72 } .scale { fill: #ff7b72 }
  }
`;

/** What is drawn so far, and how far down. */
interface Drawing {
  readonly y: number;
  readonly parts: readonly string[];
}

/** Every comparison of a result file as bars: ratios to the limit, which is a line at 1.00. SVG, 800 px wide. */
export function chartOf(results: ResultFile): string {
  const compared = results.suites.filter(({ tables }) => tables.some(({ baseline }) => baseline !== null));
  const { y, parts } = compared.reduce(withSuite, { y: 12, parts: [] });
  const title = `Benchmarks of gws-graphql (${results.mode} run): ratios to the limit`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>${style}</style>
<rect class="paper" width="${width}" height="${y}"/>
${parts.join('\n')}
</svg>
`;
}

function withSuite({ y, parts }: Drawing, { title, tables, date, seconds }: SuiteRecord): Drawing {
  const head = [
    text(16, y + 20, title, 'suite'),
    text(width - 16, y + 20, `${date.slice(0, 10)}, ${clock(seconds)} min`, 'quiet end'),
  ];
  const start: Drawing = { y: y + 34, parts: [...parts, ...head] };
  const drawn = tables.filter(({ baseline }) => baseline !== null).reduce(withPanel, start);
  return { ...drawn, y: drawn.y + 14 };
}

function withPanel({ y, parts }: Drawing, table: Table): Drawing {
  const { rows, baseline } = table;
  const longest = Math.max(1.15, ...rows.map(({ ratio }) => Math.min(mostShown, ratio?.high ?? 0)));
  const at = (value: number): number => bars.left + ((bars.right - bars.left) * Math.min(value, longest)) / longest;
  const top = y + 52;
  const bottom = top + rows.length * (bars.height + bars.gap);
  const one = at(1);
  const drawn = rows.flatMap((row, index) => drawRow(row, table, top + index * (bars.height + bars.gap), at, longest));
  // Words lie above the line, so that they can be read.
  const isText = (part: string): boolean => part.startsWith('<text');
  return {
    y: bottom + 12,
    parts: [
      ...parts,
      text(16, y + 16, table.title, 'title'),
      text(16, y + 31, `${table.unit}; ${table.better} is better; bars are ratios to ${baseline ?? ''}`, 'quiet'),
      ...drawn.filter((part) => !isText(part)),
      `<line class="one" x1="${round(one)}" x2="${round(one)}" y1="${top - 3}" y2="${bottom - 3}"/>`,
      `<text class="scale" x="${round(one)}" y="${top - 5}">1.00</text>`,
      ...drawn.filter(isText),
    ],
  };
}

function drawRow(
  { contender, ratio, values }: Row,
  { baseline, unit }: Table,
  y: number,
  at: (value: number) => number,
  longest: number,
): readonly string[] {
  const kind = isOurs(contender) ? ' ours' : contender === baseline ? ' limit' : '';
  const words = y + bars.height - 3;
  const name = text(bars.left - 8, words, shortened(contender), `end${kind}`);
  const measured = text(width - 16, words, `${figure(values.median)} ${shortUnit(unit)}`, 'quiet end');
  if (ratio === null || !Number.isFinite(ratio.median)) return [name, measured];
  const end = at(ratio.median);
  const [low, high, middle] = [at(ratio.low), at(ratio.high), y + bars.height / 2];
  const isCut = ratio.median > longest;
  return [
    name,
    `<rect class="bar${kind}" x="${bars.left}" y="${y}" width="${round(end - bars.left)}" height="${bars.height}" rx="2"/>`,
    isCut ? '' : `<line class="whisker" x1="${round(low)}" x2="${round(high)}" y1="${middle}" y2="${middle}"/>`,
    text(Math.max(end, high) + 6, words, `${isCut ? '» ' : ''}${ratioOf(ratio.median)}`, `figure${kind}`),
    measured,
  ].filter((part) => part !== '');
}

/** Ours are named so in every suite. */
export function isOurs(contender: string): boolean {
  return /^(?:gws-graphql|(?:the )?gateway)\b/i.test(contender);
}

function text(x: number, y: number, words: string, kind: string): string {
  return `<text x="${round(x)}" y="${round(y)}"${kind === '' ? '' : ` class="${kind}"`}>${escaped(words)}</text>`;
}

function shortened(name: string): string {
  return name.length > 36 ? `${name.slice(0, 35)}…` : name;
}

/** Only the quantity: what it is of stands in the panel's head. */
function shortUnit(unit: string): string {
  return unit.split(/[ ,]/)[0] ?? unit;
}

function escaped(words: string): string {
  const codes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // Control characters are not allowed in XML at all.
  return words.replace(/[\p{Cc}\p{Cs}\p{Cn}]/gu, '').replace(/[&<>"]/g, (one) => codes[one] ?? '');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
