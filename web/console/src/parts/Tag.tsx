import type { ReactNode } from "react";

export type Colour = "indigo" | "cyan" | "teal" | "orange" | "red" | "gray" | "none";

interface Props {
  colour: Colour;
  className?: string;
  title?: string;
  children: ReactNode;
}

/** A word or two on their colour. A list has a hundred of them at once, and the kit's badge takes as long as a whole row. */
export function Tag({ colour, className, title, children }: Props) {
  return <span className={className ? `tag ${colour} ${className}` : `tag ${colour}`} title={title}>{children}</span>;
}
