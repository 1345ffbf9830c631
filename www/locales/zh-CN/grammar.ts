// How Chinese counts what the page's texts count.

export const workers = (count: number): string => `${count} 个工作者`;
export const cores = (count: number): string => `${count} 个核心`;
