// English text of a page whose scripts the browser doesn't let run; it stands in the document itself.

export const blocked = 'The scripts of this page can’t be loaded in this frame, which a sandbox keeps without an origin. Opened by itself, the page works:';
