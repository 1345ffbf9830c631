// Chinese text of a page whose scripts the browser doesn't let run; it stands in the document itself.

export const blocked = '这个沙盒框架不能加载本页的脚本。单独打开本页即可使用：';
