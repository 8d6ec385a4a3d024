/** Milliseconds of a clock that all processes of the machine share (CLOCK_MONOTONIC on Linux) and nobody sets. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
