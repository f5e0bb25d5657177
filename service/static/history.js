// What the officer did, to undo and redo. A state is { complaint, draft, memory, original }.

const sameText = (one, other) => one.complaint === other.complaint && one.draft === other.draft;

export class History {
  #past = [];
  #future = [];

  record(label, before, after) {
    const last = this.#past.at(-1);
    if (last && !sameText(last.after, before)) this.#past.push({ label: "Typing", before: last.after, after: before });
    this.#past.push({ label, before, after });
    this.#future = [];
  }

  /** The step that is undone; words typed since the last one are a step of their own, so that none are lost. */
  undo(now) {
    const last = this.#past.at(-1);
    if (!last) return null;
    if (!sameText(last.after, now)) {
      this.#past.push({ label: "Typing", before: last.after, after: now });
      this.#future = [];
    }
    const step = this.#past.pop();
    this.#future.push(step);
    return step;
  }

  redo(now) {
    const step = this.#future.at(-1);
    if (!step || !sameText(step.before, now)) return null;
    this.#past.push(this.#future.pop());
    return step;
  }

  /** What undo() would undo. */
  undoes(now) {
    const last = this.#past.at(-1);
    return last && !sameText(last.after, now) ? "Typing" : last?.label;
  }

  /** What redo() would do again. */
  redoes(now) {
    const step = this.#future.at(-1);
    return step && sameText(step.before, now) ? step.label : undefined;
  }
}
