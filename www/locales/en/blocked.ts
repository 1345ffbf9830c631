// English text of a page whose scripts the browser doesn't let run; it stands in the document itself.

export const blocked = 'This sandboxed frame may not load the page’s scripts. Opened by itself, the page works:';
