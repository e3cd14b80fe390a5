// The forms that a risky rule joined to an entity; the risks are those of `pressenetz merges`. Pure functions.

import { isSeparable } from "./corrections.js";

/** @import { Known } from "./corrections.js" */
/** @import { Entity, Model } from "./model.js" */
/** @import { CorrectionRows } from "./payload.js" */

/**
 * @typedef {object} RiskyForm
 * @property {Entity} entity
 * @property {string} form
 * @property {string} rule
 * @property {number} count
 * @property {number} risk that this form is another entity
 * @property {number} suspicion that any form of the entity is
 */

/**
 * All forms that can be separated, the most suspicious entities first, and of each the riskiest form first.
 * @param {Model} model
 * @param {CorrectionRows} rows
 * @param {Known} known
 * @returns {Generator<unknown, RiskyForm[]>}
 */
export function* riskySteps(model, { suspicious, risks }, known) {
  const found = [];
  for (const [index, suspicion] of suspicious) {
    const id = model.payload.entities[index][0];
    const entity = model.entityById.get(id);
    if (entity?.id !== id) continue; // merged or dropped in the meantime
    const forms = joinedOnce(entity.forms, risks).filter(({ form }) => isSeparable(entity, form, known));
    found.push(...forms.map((form) => ({ entity, suspicion, ...form })));
    yield;
  }
  return found;
}

/** @type {WeakMap<Entity["forms"], ReturnType<typeof joinedForms>>} previews share what no correction has changed */
const joined = new WeakMap();

/**
 * @param {Entity["forms"]} forms
 * @param {Record<string, number>} risks of the run
 */
function joinedOnce(forms, risks) {
  const known = joined.get(forms) ?? joinedForms(forms, risks);
  joined.set(forms, known);
  return known;
}

/**
 * @param {Entity["forms"]} forms
 * @param {Record<string, number>} risks
 */
function joinedForms(forms, risks) {
  const riskOf = (/** @type {string} */ rule) =>
    Math.max(...rule.split(", ").map((part) => (Object.hasOwn(risks, part) ? risks[part] : 0)));
  /** @type {Map<string, {form: string, rule: string, count: number, risk: number}>} */
  const found = new Map();
  for (const [form, rule, count] of forms) {
    const known = found.get(form);
    const risk = riskOf(rule);
    if (!known) found.set(form, { form, rule, count, risk });
    else
      found.set(form, {
        form,
        rule: risk > known.risk ? rule : known.rule,
        count: known.count + count,
        risk: Math.max(risk, known.risk),
      });
  }
  return [...found.values()].filter(({ risk }) => risk > 0).sort((a, b) => b.risk - a.risk || b.count - a.count);
}
