// Chinese text of a page whose scripts the browser doesn't let run; it stands in the document itself.

export const blocked =
  '这个框架处于沙盒中，没有自己的源，无法加载本页的脚本：主机没有响应，或者不向这样的框架提供脚本（发送响应头“Access-Control-Allow-Origin: *”即可）。单独打开本页即可使用：';
