/** What `/metrics` says. */
export interface Scraped {
  readonly text: string;
  /** By the names under which they are declared. */
  readonly families: ReadonlyMap<string, Family>;
  /** The value of the series with these labels, others aside, all such together; 0 where there is none. */
  readonly value: (name: string, labels?: Readonly<Record<string, string>>) => number;
}

export interface Family {
  readonly type: string;
  readonly help: string;
  /** Of its series, `le` aside. */
  readonly labels: ReadonlySet<string>;
}

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export async function scrape(url: string): Promise<Scraped> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  const series = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', pairs = '', value]): Series => ({
    name,
    labels: Object.fromEntries<string>(
      [...pairs.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', word = '']) => [key, word]),
    ),
    value: Number(value),
  }));
  const helps = new Map([...text.matchAll(/^# HELP (\w+) (.*)$/gm)].map(([, name = '', help = '']) => [name, help]));
  const families = new Map(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']): [string, Family] => {
      const own = series.filter((one) => one.name.replace(/_(?:bucket|sum|count)$/, '') === name || one.name === name);
      const labels = new Set(own.flatMap((one) => Object.keys(one.labels)).filter((label) => label !== 'le'));
      return [name, { type, help: helps.get(name) ?? '', labels }];
    }),
  );
  return {
    text,
    families,
    value: (name, labels = {}) =>
      series
        .filter((one) => one.name === name && Object.entries(labels).every(([key, word]) => one.labels[key] === word))
        .reduce((sum, { value }) => sum + value, 0),
  };
}
