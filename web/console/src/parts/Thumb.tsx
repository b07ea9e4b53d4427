const shapes = {
  like: "M7 10v11H3V10zm0 0l4-8a3 3 0 0 1 3 3v4h5.5a2 2 0 0 1 2 2.3l-1.3 8A2 2 0 0 1 18.2 21H7",
  dislike: "M17 14V3h4v11zm0 0l-4 8a3 3 0 0 1-3-3v-4H4.5a2 2 0 0 1-2-2.3l1.3-8A2 2 0 0 1 5.8 3H17",
};

export function Thumb({ value }: { value: "like" | "dislike" }) {
  return (
    <svg className="thumb" viewBox="0 0 24 24" aria-hidden="true"><path d={shapes[value]} /></svg>
  );
}
