// Chinese text of a page whose scripts the browser doesn't let run; it stands in the document itself.

export const blocked = '这个框架处于沙盒中，没有自己的源，无法加载本页的脚本。单独打开本页即可使用：';
