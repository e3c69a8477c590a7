// What the acting member may do in a channel comes with the state; what the others are in a server (for "Owner",
// "Moderator" …) is read from their roles here.
import { Permission } from "./discord.js";

const EVERYTHING = Object.values(Permission).reduce((all, one) => all | one, 0n);
const MODERATES =
  Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS | Permission.KICK_MEMBERS | Permission.BAN_MEMBERS;

function guildPermissions(guild, member) {
  if (!guild || !member) return 0n;
  if (guild.owner_id === member.user.id) return EVERYTHING;
  let granted = 0n;
  for (const role of guild.roles || [])
    if (role.id === guild.id || (member.roles || []).includes(role.id)) granted |= BigInt(role.permissions || 0);
  return granted & Permission.ADMINISTRATOR ? EVERYTHING : granted;
}

/** "owner" | "admin" | "moderator" | "member": the standing that explains what a person can try. */
export function standing(guild, member) {
  if (!guild || !member) return "member";
  if (guild.owner_id === member.user.id) return "owner";
  const granted = guildPermissions(guild, member);
  if (granted & (Permission.ADMINISTRATOR | Permission.MANAGE_GUILD)) return "admin";
  if (granted & MODERATES) return "moderator";
  return "member";
}
