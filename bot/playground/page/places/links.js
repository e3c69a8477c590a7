// Links to places in Discord lead to the same place here, as a client opens them without leaving.
import { t } from "../kit/words.js";

const PLACE = /^https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/;

/** The place that an address of Discord's leads to, or null. */
export function placeOf(href) {
  const found = PLACE.exec(href);
  return found && { channelId: found[1], messageId: found[2] };
}

/** Takes over a click on such a link; every other link keeps opening in a window of its own. */
export function followInside(event, page) {
  const place = placeOf(event.target.closest?.("a[href]")?.href || "");
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  land(page, place.channelId, place.messageId);
}

/** Goes to a place, and to a message there. */
export async function land(page, channelId, messageId) {
  const { store, timeline, view } = page;
  // A thread that was opened a moment ago may not be known yet.
  if (!store.channel(channelId)) await store.refresh().catch(() => {});
  if (!store.channel(channelId)) return view.report(t("That place is gone, or you may not see it."));
  if (store.route.channelId === channelId) return messageId ? timeline.jump(messageId) : timeline.scrollToEnd(true);
  timeline.landing = messageId || null;
  return page.go(channelId);
}
