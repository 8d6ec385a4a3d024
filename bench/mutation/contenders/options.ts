/** What a contender of this suite is started with. */
export interface ContenderOptions {
  /** The upstream's base up to and including `/api/v2`. */
  readonly base: string;
}
