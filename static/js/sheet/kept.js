// What was typed, heard or seen and is not on the server yet, kept on this device. A device that keeps nothing is no fault.
export class Kept {
  constructor(task, kind = "sheet") {
    this.key = `${kind}:${task}`;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  write(fields) {
    try {
      localStorage.setItem(this.key, JSON.stringify(fields));
    } catch {
      // A full or forbidden store: the server still has every save that reached it.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }
}
