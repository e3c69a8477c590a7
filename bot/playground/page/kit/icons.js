// Line icons on a 24-unit grid, drawn for this page. Decoration only: whatever they mean is also said in words.
const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  megaphone: "M4 10v4h3l8 5V5l-8 5H4zM18 9c1.3 1.6 1.3 4.4 0 6M7 14l1.5 6",
  forum: "M4 5h12v9H9l-4 3v-3H4zM19 9h1v8h-1v3l-4-3h-4",
  thread: "M4 5h16v10h-8l-4 4v-4H4zM8 9h8M8 12h5",
  voice: "M4 10v4h3l5 4V6l-5 4H4zM16 9c1.3 1.6 1.3 4.4 0 6M18.5 6.5c3 3.2 3 7.8 0 11",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  members:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.7 3.5 5.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M19 5l-1.7 1.7M6.7 17.3 5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  plus: "M12 5v14M5 12h14",
  dots: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14c1.8 2.6 5.2 2.6 7 0M9 9.5h.01M15 9.5h.01",
  reply: "M10 6 4 12l6 6M4 12h9c4 0 6.5 2 7 6",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  edit: "M5 19h4L19.5 8.5l-4-4L5 15zM13 7l4 4",
  send: "M4 12 20 4l-5 16-4-6z",
  clip: "M19 11.5 12 18.5a4.5 4.5 0 0 1-6.4-6.4l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.6 7.6a1.5 1.5 0 0 1-2.1-2.1l6.6-6.6",
  check: "M5 12.5 10 17.5 19 7",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  eye: "M2.5 12c2.5-4.3 5.7-6.5 9.5-6.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  apps: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM17 14v6M14 17h6",
  warn: "M12 4 2.5 20h19zM12 10v5M12 17.5h.01",
  out: "M13 5h6v6M19 5l-8 8M17 14v5H5V7h5",
  swap: "M7 4 3.5 7.5 7 11M3.5 7.5H17M17 13l3.5 3.5L17 20M20.5 16.5H7",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24",
    width: String(size),
    height: String(size),
    class: "icon",
    "aria-hidden": "true",
    focusable: "false",
  }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
