// Work that is done in small steps while the browser has nothing else to do.

const SLICE = 12; // milliseconds: an event that comes in between waits no longer
const AT_LAST = 1000; // milliseconds, after which the work goes on although the browser is never idle

/**
 * @template Result
 * @typedef {(() => Result) & {ready: Promise<void>}} Background
 */

/**
 * Do long work in the background. A call for its result does the rest at once.
 * @template Result
 * @param {Generator<unknown, Result>} steps
 * @param {Promise<void>} [after] what is done first
 * @returns {Background<Result>}
 */
export function inBackground(steps, after = Promise.resolve()) {
  /** @type {{value: Result} | null} */
  let done = null;
  const { promise: ready, resolve } = withResolver();
  const later = () => whenIdle(work);
  function work() {
    const end = performance.now() + SLICE;
    while (!done && performance.now() < end) {
      const step = steps.next();
      if (step.done) done = { value: step.value };
    }
    if (done) resolve();
    else later();
  }
  after.then(later);
  const result = () => {
    done ??= { value: finish(steps) };
    return done.value;
  };
  return Object.assign(result, { ready });
}

/**
 * Work must not come between an event and the frame that answers it; Safari cannot say when it is idle.
 * @param {() => void} work
 */
function whenIdle(work) {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: AT_LAST });
  else setTimeout(work, SLICE);
}

function withResolver() {
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {Promise<void>} */
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
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
