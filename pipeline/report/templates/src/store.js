// The only holder of the view state, which is kept in the address; views subscribe to changes.

import { nextView, readAddress, writeAddress } from "./address.js";

/** @import { View } from "./address.js" */
/** @typedef {(view: View, before: View) => void} Listener */

/**
 * @param {{hash: string}} location the window's location
 * @param {object} [how]
 * @param {(view: View, before: View) => View} [how.adjust] what else changes with a change
 * @param {(hash: string) => void} [how.replace] writes the address without a step in the browser's history
 */
export function createStore(location, { adjust = (next) => next, replace = (hash) => setHash(hash) } = {}) {
  let view = readAddress(location.hash);
  let shown = location.hash;
  /** @type {Listener[]} */
  const listeners = [];

  /** @param {string} hash */
  function setHash(hash) {
    location.hash = hash;
  }

  /**
   * The address of the view after a change.
   * @param {Partial<View>} change
   */
  const addressOf = (change) => writeAddress(adjust(nextView(view, change), view));

  /** Notify the listeners at once; the browser's later event for the same address changes nothing. */
  function sync() {
    if (shown === location.hash) return;
    const before = view;
    shown = location.hash;
    view = readAddress(shown);
    for (const listener of listeners) listener(view, before);
  }

  return {
    view: () => view,
    sync,
    /** @param {Listener} listener */
    subscribe: (listener) => listeners.push(listener),
    addressOf,
    /** @param {Partial<View>} change */
    show(change) {
      setHash(addressOf(change));
      sync();
    },
    /**
     * Show something else, without a step back to what was shown before.
     * @param {Partial<View>} change
     */
    replace(change) {
      replace(writeAddress({ ...view, ...change }));
      sync();
    },
  };
}
