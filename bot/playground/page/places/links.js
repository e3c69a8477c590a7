// Links to places in Discord lead to the same place here, as a client opens them without leaving.
import { t } from "../kit/words.js";

const PLACE = /^https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/;

/** Takes over a click on such a link; every other link keeps opening in a window of its own. */
export function followInside(event, page) {
  const found = PLACE.exec(event.target.closest?.("a[href]")?.href || "");
  if (!found || event.defaultPrevented) return;
  event.preventDefault();
  land(page, found[1], found[2]);
}

async function land(page, channelId, messageId) {
  const { store, timeline, view } = page;
  // A thread that was opened a moment ago may not be known yet.
  if (!store.channel(channelId)) await store.refresh().catch(() => {});
  if (!store.channel(channelId)) return view.report(t("That place is gone, or you may not see it."));
  if (store.route.channelId === channelId) return messageId ? timeline.jump(messageId) : timeline.scrollToEnd(true);
  timeline.landing = messageId || null;
  return page.go(channelId);
}
