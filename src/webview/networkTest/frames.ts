// Gathers work for the next frame: messages come faster than a screen can show them.

export class Frames {
  private readonly work: () => void;
  private isAsked = false;

  constructor(work: () => void) {
    this.work = work;
  }

  /** Has the work done before the next frame is painted, once however often it is asked for. */
  ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.work();
    });
  }
}
