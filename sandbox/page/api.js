// The people's API: one function a call. Refusals are told as toasts and thrown as `Refusal`.

import { t } from "/page/words.js";
import { toast } from "/page/toasts.js";

export class Refusal extends Error {
  constructor(says, status) {
    super(says);
    this.status = status;
  }
}

/** Ask; throw a `Refusal` with the API's own sentence, or with ours when nobody answers. */
export async function ask(method, path, body, { signal } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      signal,
      cache: "no-store",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Refusal(t("unreachable_sandbox"), 0);
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(said.error ?? t("failed_with", { status: answer.status }), answer.status);
  return said;
}

export const get = (path, options) => ask("GET", path, undefined, options);

/** Do something for the viewer: what is refused is shown, and answered with `null`. */
export async function act(method, path, body) {
  try {
    return await ask(method, path, body);
  } catch (refusal) {
    toast(refusal.message, "error");
    return null;
  }
}

/** What a person does on their screen. */
export const does = (person, verb, body) => act("POST", `/people/${person}/${verb}`, body);
