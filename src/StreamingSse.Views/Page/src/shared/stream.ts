// The program's event stream. It is asked for again whenever it breaks; of several states that came since the last drawing only the newest counts.

export type Connection = "connecting" | "live" | "reconnecting" | "locked" | "ended";

export interface StreamHandlers {
  /** The newest data of each event that came, once per animation frame. */
  draw(newest: ReadonlyMap<string, string>): void;
  connection(state: Connection): void;
}

const retryMs = 2000;

export function follow(url: string, events: readonly string[], handlers: StreamHandlers): () => void {
  const waiting = new Map<string, string>();
  let source: EventSource | null = null;
  let drawing = 0;
  let retry = 0;
  let isOver = false;
  let hasEnded = false; // the program said so; one that is started again in its place is found all the same

  const draw = () => {
    drawing = 0;
    const newest = new Map(waiting);
    waiting.clear();
    handlers.draw(newest);
  };

  // A page in the background draws nothing and keeps no queue: the newest state waits for it.
  const take = (name: string, data: string) => {
    waiting.set(name, data);
    if (drawing === 0 && !document.hidden) drawing = requestAnimationFrame(draw);
  };

  const open = () => {
    if (isOver) return;
    source = new EventSource(url);
    source.onopen = () => {
      hasEnded = false;
      handlers.connection("live");
    };
    source.addEventListener("end", () => {
      hasEnded = true;
      handlers.connection("ended");
    });
    source.onerror = () => void broken();
    for (const name of events) source.addEventListener(name, (event) => take(name, (event as MessageEvent<string>).data));
  };

  // The browser tries again by itself unless it was refused: then the program was started anew with another token, or is not there.
  const broken = async () => {
    if (isOver) return;
    if (!hasEnded) handlers.connection("reconnecting");
    if (source?.readyState !== EventSource.CLOSED) return;
    source.close();
    try {
      const answer = await fetch("/whoami", { cache: "no-store" });
      if (answer.status === 401) handlers.connection("locked");
    } catch {
      // nobody listens: tried again below
    }
    window.clearTimeout(retry);
    retry = window.setTimeout(open, retryMs);
  };

  const shown = () => {
    if (!document.hidden && waiting.size > 0 && drawing === 0) drawing = requestAnimationFrame(draw);
  };

  document.addEventListener("visibilitychange", shown);
  handlers.connection("connecting");
  open();
  return () => {
    isOver = true;
    window.clearTimeout(retry);
    cancelAnimationFrame(drawing);
    document.removeEventListener("visibilitychange", shown);
    source?.close();
  };
}
