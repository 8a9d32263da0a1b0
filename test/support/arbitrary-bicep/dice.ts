/** The random choices of a program under construction. */
export interface Dice {
  /** From 0 up to, but without, a number. */
  readonly roll: (sides: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** A name that no other thing of the program has. */
  readonly fresh: (prefix: string) => string;
}

export function diceOf(roll: Dice['roll']): Dice {
  let names = 0;
  return {
    roll,
    chance: (percent) => roll(100) >= 100 - percent,
    pick: (items) => items[roll(items.length)] as (typeof items)[number],
    fresh: (prefix) => {
      names += 1;
      return `${prefix}${names}`;
    },
  };
}

/** As many results as the dice say, at least `least` and fewer than `least` + `spread`. */
export function several<T>(dice: Dice, least: number, spread: number, make: () => T): readonly T[] {
  return Array.from({ length: least + dice.roll(spread) }, make);
}
