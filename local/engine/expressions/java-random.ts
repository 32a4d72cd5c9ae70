const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** java.util.Random: AWS's seeded random numbers are its, bit for bit. */
export class JavaRandom {
  private state: bigint;

  constructor(seed: number) {
    this.state = (BigInt.asIntN(64, BigInt(Math.trunc(seed))) ^ MULTIPLIER) & MASK;
  }

  /** In [0, 1), of 53 bits. */
  nextDouble(): number {
    const high = this.next(26n);
    return Number((high << 27n) + this.next(27n)) / 2 ** 53;
  }

  private next(bits: bigint): bigint {
    this.state = (this.state * MULTIPLIER + 0xbn) & MASK;
    return this.state >> (48n - bits);
  }
}
