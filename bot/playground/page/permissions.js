// Discord's permission bits. What the acting member may do in a channel comes with the state; what the others are
// in a server (for "Owner", "Moderator" …) is read from their roles here.

const bit = (n) => 1n << BigInt(n);
const ADMINISTRATOR = bit(3);
export const MANAGE_GUILD = bit(5);
export const ADD_REACTIONS = bit(6);
export const SEND_MESSAGES = bit(11);
export const MANAGE_MESSAGES = bit(13);
export const CREATE_PUBLIC_THREADS = bit(35);
export const SEND_IN_THREADS = bit(38);
export const PIN_MESSAGES = bit(51);
const MODERATE_MEMBERS = bit(40);
const KICK_MEMBERS = bit(1);
const BAN_MEMBERS = bit(2);
const EVERYTHING = (1n << 60n) - 1n;

function guildPermissions(guild, member) {
  if (!guild || !member) return 0n;
  if (guild.owner_id === member.user.id) return EVERYTHING;
  let granted = 0n;
  for (const role of guild.roles || [])
    if (role.id === guild.id || (member.roles || []).includes(role.id)) granted |= BigInt(role.permissions || 0);
  return granted & ADMINISTRATOR ? EVERYTHING : granted;
}

/** "owner" | "admin" | "moderator" | "member": the standing that explains what a person can try. */
export function standing(guild, member) {
  if (!guild || !member) return "member";
  if (guild.owner_id === member.user.id) return "owner";
  const granted = guildPermissions(guild, member);
  if (granted & (ADMINISTRATOR | MANAGE_GUILD)) return "admin";
  if (granted & (MANAGE_MESSAGES | MODERATE_MEMBERS | KICK_MEMBERS | BAN_MEMBERS)) return "moderator";
  return "member";
}
