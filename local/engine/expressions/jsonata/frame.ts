import type { Value } from './values.ts';

/** The variables of one block, call or tuple; what it does not hold, the enclosing frame may. */
export class Frame {
  private readonly parent: Frame | undefined;
  private bindings: Map<string, Value> | undefined;

  constructor(parent: Frame | undefined, bindings?: Map<string, Value>) {
    this.parent = parent;
    this.bindings = bindings;
  }

  bind(name: string, value: Value): void {
    this.bindings ??= new Map();
    this.bindings.set(name, value);
  }

  lookup(name: string): Value {
    let frame: Frame | undefined = this;
    while (frame !== undefined) {
      const value = frame.bindings?.get(name);
      if (value !== undefined || frame.bindings?.has(name)) {
        return value;
      }
      frame = frame.parent;
    }
    return undefined;
  }
}
