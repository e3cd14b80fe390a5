// The only holder of the view state, which is kept in the address; views subscribe to changes.

import { nextView, readAddress, writeAddress } from "./address.js";

/** @import { View } from "./address.js" */
/** @typedef {(view: View, before: View) => void} Listener */

/**
 * @param {{hash: string}} location the window's location
 */
export function createStore(location) {
  let view = readAddress(location.hash);
  let shown = location.hash;
  /** @type {Listener[]} */
  const listeners = [];

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
    /** @param {Partial<View>} change */
    show(change) {
      location.hash = writeAddress(nextView(view, change));
      sync();
    },
  };
}
