/** How many characters are looked up in a table: those that most texts are made of. */
const TABLE_SIZE = 256;

/** Which single characters (UTF-16 units, as without the flag `u`) an atom such as `a`, `.`, `\d` or `[^a-z]` matches. */
export class CharacterSet {
  private readonly pattern: RegExp;
  private readonly table = new Uint8Array(TABLE_SIZE);

  /** The platform knows what the atom means: it is asked for one character at a time, which costs no backtracking. */
  constructor(atom: string, flags: string) {
    this.pattern = new RegExp(`^(?:${atom})$`, flags);
    for (let code = 0; code < TABLE_SIZE; code += 1) {
      this.table[code] = Number(this.pattern.test(String.fromCharCode(code)));
    }
  }

  has(code: number): boolean {
    return code < TABLE_SIZE ? this.table[code] === 1 : this.pattern.test(String.fromCharCode(code));
  }
}
