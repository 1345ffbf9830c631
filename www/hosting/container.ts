// Where service workers are, if anywhere: the property is missing in some windows and throws in opaque sandboxes.

/** The page's service workers; `null` where there can be none. */
export function containerOf(navigator: Navigator): ServiceWorkerContainer | null {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}
