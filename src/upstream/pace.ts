/** Notices polls that are not held: takes how long one took and what it delivered, gives the least pause, both in milliseconds. */
export type Pace = (took: number, deliveries: number) => number;

const immediate = 50;
const borne = 3;
const floor = 100;

/** A server that answers every poll at once with nothing would else be polled as fast as the network goes. */
export function createPace(): Pace {
  let hollow = 0;
  return (took, deliveries) => {
    hollow = took < immediate && deliveries === 0 ? hollow + 1 : 0;
    return hollow >= borne ? floor : 0;
  };
}
