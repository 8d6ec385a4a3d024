import { simulate } from './simulate.ts';
const [seed = '1', count = '1'] = process.argv.slice(2);
const begun = process.hrtime.bigint();
let bad = 0;
for (let s = Number(seed); s < Number(seed) + Number(count); s += 1) {
  const outcome = await simulate(s);
  if (outcome.faults.length > 0) {
    bad += 1;
    console.log(s, JSON.stringify(outcome.plan.schedule.rules), outcome.faults.slice(0, 4));
  }
  if (count === '1') {
    for (const line of outcome.story) console.log(line);
    console.log(outcome.faults);
  }
}
console.log(bad, 'bad', Number(process.hrtime.bigint() - begun) / 1e6 / Number(count), 'ms each');
