// What `pressenetz open` adds: the state that its server puts into the page, and requests to it. A page that was opened
// as a file has neither, and its policy allows no request.

/** @typedef {{edition: string, review: any}} ServerState */

const element = document.getElementById("server");

/** @type {ServerState | null} */
export const serverState = element ? JSON.parse(element.textContent ?? "null") : null;

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * Send a request after those before it are answered: the last state of the work must arrive last.
 * @param {object} request
 * @returns {Promise<any>} the answer; an error holds the message of the server in one line
 */
export function send(request) {
  const answer = last.then(() => post(request));
  last = answer.catch(() => undefined);
  return answer;
}

/**
 * @param {object} request
 * @returns {Promise<any>}
 */
async function post(request) {
  const body = JSON.stringify(request);
  const answer = await fetch(location.pathname, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
    cache: "no-store",
  });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(content.error ?? `HTTP ${answer.status}`);
  return content;
}
