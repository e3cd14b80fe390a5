// The ids of names in the user's authority lists. Pure functions.

/** @import { AuthorityRow, Payload } from "./payload.js" */

/**
 * @typedef {object} Authority
 * @property {string | null} id null if several ids match
 * @property {string | null} name the name in the list
 * @property {string | null} url an address of the web, if there is one
 * @property {string | null} candidates the ids that match, if there are several
 */

/** @type {WeakMap<AuthorityRow[], Map<string, Authority>>} */
const known = new WeakMap();

/** @param {Payload} payload */
function authorities({ authority, entities }) {
  const made = known.get(authority);
  if (made) return made;
  const found = new Map(
    authority.map(([entity, id, name, url, candidates]) => [
      entities[entity][0],
      { id, name, url: url !== null && /^https?:\/\//.test(url) ? url : null, candidates },
    ]),
  );
  known.set(authority, found);
  return found;
}

/**
 * What the lists say about an entity; null if nothing.
 * @param {Payload} payload
 * @param {string} entityId
 * @returns {Authority | null}
 */
export const authorityOf = (payload, entityId) => authorities(payload).get(entityId) ?? null;

/**
 * The other entities with the same id.
 * @param {Payload} payload
 * @param {string} entityId
 * @returns {string[]}
 */
export function sameAuthority(payload, entityId) {
  const all = authorities(payload);
  const id = all.get(entityId)?.id ?? null;
  if (id === null) return [];
  return [...all].filter(([other, { id: theirs }]) => theirs === id && other !== entityId).map(([other]) => other);
}
