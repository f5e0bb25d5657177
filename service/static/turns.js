// Presses and files are done one after another, in the order in which they came, so that none is lost to another.

let last = Promise.resolve();
let waiting = 0;

/** Whether one is being done, or waits for its turn. */
export const isBusy = () => waiting > 0;

/** Does a job when those before it are done, whether or not they went well. */
export function inTurn(job) {
  waiting += 1;
  const turn = () => job().finally(() => (waiting -= 1));
  last = last.then(turn, turn);
  return last;
}
