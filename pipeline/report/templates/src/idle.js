// Work that is done in small steps while the browser has nothing else to do.

const SLICE = 12; // milliseconds

/**
 * Do a long work in the background; whoever needs its result earlier has the rest done at once.
 * @template Result
 * @param {Generator<unknown, Result>} steps
 * @returns {() => Result}
 */
export function inBackground(steps) {
  /** @type {{value: Result} | null} */
  let done = null;
  /** @param {number} limit milliseconds */
  function work(limit) {
    const end = performance.now() + limit;
    while (!done && performance.now() < end) {
      const step = steps.next();
      if (step.done) done = { value: step.value };
    }
    if (!done) later();
  }
  const later = () => setTimeout(() => work(SLICE), SLICE);
  later();
  return () => {
    done ??= { value: finish(steps) };
    return done.value;
  };
}

/**
 * The result of a work done at once.
 * @template Result
 * @param {Generator<unknown, Result>} steps
 * @returns {Result}
 */
export function finish(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
